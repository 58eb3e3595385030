import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { examineOrderTypeDraft } from '#domain/workflows/check-design.ts'
import { asSentence, differencesOfOrderType } from '#domain/workflows/changes-in-words.ts'
import { reviewOrderTypeDraft as contract } from '#domain/workflows/design-contract.ts'
import { gapsOf } from '#domain/workflows/gaps.ts'
import { pathInWords } from '#domain/workflows/place-name.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { findDraft } from '#features/drafts/draft-rows.ts'
import { isOutdated } from '#features/drafts/take-draft.ts'
import { operation } from '#platform/operation.ts'
import { readInForce } from './in-force.ts'
import { openVersionsOfOrderType, readOpenProcesses } from './open-versions.ts'
import { readOrderTypes } from './order-type-rows.ts'
import { namesIn, readSurroundings } from './surroundings.ts'

/** What publishing the draft would change, what speaks against it, and what it leaves open. */
export const reviewOrderTypeDraft = operation(contract, async (scope, { key }) => {
  const draft = (await findDraft<OrderType>(scope, 'order_type', key)) ?? refuseUnknown('draft')
  const published = (await readOrderTypes(scope)).find(({ orderType }) => orderType.key === key)
  const surroundings = await readSurroundings(scope)
  const around = await readInForce(scope)
  const { faults, doubts } = examineOrderTypeDraft(draft.definition, around)
  const called = new Map(around.statuses.map((status) => [status.key, status]))
  const versions = published ? await openVersionsOfOrderType(scope, published, await readOpenProcesses(scope)) : []
  return {
    version: (published?.version ?? 0) + 1,
    changes: published ? differencesOfOrderType(published.orderType, draft.definition, namesIn(surroundings)).map(asSentence) : [`“${draft.definition.name}” is new.`],
    faults: faults.map((fault) => ({ code: fault.code, step: fault.step, message: fault.message, path: pathInWords(fault, around.workflows, called) })),
    warnings: [...doubts, ...gapsOf(draft.definition, surroundings), ...(published?.isRetired ? ['It is retired: it takes no new orders until it is taken back into use.'] : [])],
    isOutdated: isOutdated(draft, published?.version ?? null),
    openOrders: versions.reduce((sum, { openOrders }) => sum + openOrders, 0),
  }
})
