import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { DesignedOrderType } from '#domain/workflows/design-contract.ts'
import { gapsOf } from '#domain/workflows/gaps.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { findDraft, readDrafts, type DraftRow } from '#features/drafts/draft-rows.ts'
import { showDraft } from '#features/drafts/show-draft.ts'
import type { Scope } from '#platform/scope.ts'
import { shownOrderTypeOf } from './list-order-types.ts'
import { openVersionsOfOrderType, readOpenProcesses, type OpenProcess } from './open-versions.ts'
import { readOrderTypes, type OrderTypeRow } from './order-type-rows.ts'
import { readSurroundings, type Surroundings } from './surroundings.ts'

type Around = { open: OpenProcess[]; surroundings: Surroundings }

/** Every order type with its draft, in the order they are shown in; what was never published is there by its draft alone. */
export async function readDesignedOrderTypes(scope: Scope): Promise<DesignedOrderType[]> {
  const published = await readOrderTypes(scope)
  const drafts = await readDrafts<OrderType>(scope, 'order_type')
  const keys = [...new Set([...published.map(({ orderType }) => orderType.key), ...drafts.map(({ key }) => key)])]
  const around = await readAround(scope)
  const designed: DesignedOrderType[] = []
  for (const key of keys) designed.push(await designedOrderType(scope, key, published.find(({ orderType }) => orderType.key === key), drafts.find((draft) => draft.key === key), around))
  return designed
}

export async function getDesignedOrderType(scope: Scope, key: string): Promise<DesignedOrderType> {
  const published = (await readOrderTypes(scope)).find(({ orderType }) => orderType.key === key)
  const draft = await findDraft<OrderType>(scope, 'order_type', key)
  if (!published && !draft) refuseUnknown('order type')
  return designedOrderType(scope, key, published, draft, await readAround(scope))
}

async function readAround(scope: Scope): Promise<Around> {
  return { open: await readOpenProcesses(scope), surroundings: await readSurroundings(scope) }
}

/** Its gaps are those of what is being designed; of what is in force where nothing is. */
async function designedOrderType(scope: Scope, key: string, published: OrderTypeRow | undefined, draft: DraftRow<OrderType> | undefined, { open, surroundings }: Around): Promise<DesignedOrderType> {
  const shown = draft?.definition ?? published?.orderType
  return {
    key,
    published: published ? shownOrderTypeOf(published) : null,
    draft: draft ? showDraft(draft) : null,
    versions: published ? await openVersionsOfOrderType(scope, published, open) : [],
    gaps: shown ? gapsOf(shown, surroundings) : [],
  }
}
