import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { errorsOfCollidingNumbers } from '#domain/orders/order-number.ts'
import { asSentence, differencesOfOrderType } from '#domain/workflows/changes-in-words.ts'
import { reviewOrderTypeDraft as contract } from '#domain/workflows/design-contract.ts'
import { gapsOf } from '#domain/workflows/gaps.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { errorsOfOrderTypeSuccession } from '#domain/workflows/succession.ts'
import { findDraft } from '#features/drafts/draft-rows.ts'
import { isOutdated } from '#features/drafts/take-draft.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { faultOfError } from './fault-of-error.ts'
import { findFaultsOfOrderType } from './find-faults.ts'
import { openVersionsOfOrderType, readOpenProcesses } from './open-versions.ts'
import { readOrderTypes, type OrderTypeRow } from './order-type-rows.ts'
import { namesIn, readSurroundings } from './surroundings.ts'
import { readWorkflows } from './workflow-rows.ts'

/** What publishing the draft would change, what speaks against it, and what it leaves open. */
export const reviewOrderTypeDraft = operation(contract, async (scope, { key }) => {
  const draft = (await findDraft<OrderType>(scope, 'order_type', key)) ?? refuseUnknown('draft')
  const orderTypes = await readOrderTypes(scope)
  const published = orderTypes.find(({ orderType }) => orderType.key === key)
  const surroundings = await readSurroundings(scope)
  const versions = published ? await openVersionsOfOrderType(scope, published, await readOpenProcesses(scope)) : []
  return {
    version: (published?.version ?? 0) + 1,
    changes: published ? differencesOfOrderType(published.orderType, draft.definition, namesIn(surroundings)).map(asSentence) : [`“${draft.definition.name}” is new.`],
    faults: await faultsOf(scope, draft.definition, published, orderTypes),
    warnings: [...gapsOf(draft.definition, surroundings), ...(published?.isRetired ? ['It is retired: it takes no new orders until it is taken back into use.'] : [])],
    isOutdated: isOutdated(draft, published?.version ?? null),
    openOrders: versions.reduce((sum, { openOrders }) => sum + openOrders, 0),
  }
})

async function faultsOf(scope: Scope, draft: OrderType, published: OrderTypeRow | undefined, orderTypes: OrderTypeRow[]) {
  const workflows = (await readWorkflows(scope)).map(({ workflow: { key, name }, isRetired }) => ({ key, name, isRetired }))
  const errors = [...errorsOfOrderTypeSuccession(draft, published?.orderType, workflows), ...errorsOfCollidingNumbers(draft, orderTypes.map(({ orderType }) => orderType))]
  return [...errors.map(faultOfError), ...(await findFaultsOfOrderType(scope, draft))]
}
