import { publishOrderType } from '#domain/workflows/contract.ts'
import { publishOrderTypeDraft as contract } from '#domain/workflows/design-contract.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { takeDraft } from '#features/drafts/take-draft.ts'
import { operation, parse } from '#platform/operation.ts'
import { getDesignedOrderType } from './designed-order-types.ts'
import { lockProcess } from './lock-process.ts'
import { putOrderTypeInForce } from './publish-order-type.ts'
import { findPublishedVersion } from './workflow-rows.ts'

/** Publishes the draft that was seen: of two who publish at once one makes the next version, and the other is told. */
export const publishOrderTypeDraft = operation(contract, async (scope, { key, draftVersion }) => {
  await lockProcess(scope)
  const draft = await takeDraft<OrderType>(scope, 'order_type', key, { seen: draftVersion, published: await findPublishedVersion(scope, 'order_type', key) })
  await putOrderTypeInForce(scope, parse(publishOrderType, draft.definition) as OrderType)
  return getDesignedOrderType(scope, key)
})
