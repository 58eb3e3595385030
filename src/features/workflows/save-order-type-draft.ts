import { saveOrderTypeDraft as contract } from '#domain/workflows/design-contract.ts'
import { keepDraft } from '#features/drafts/keep-draft.ts'
import { operation } from '#platform/operation.ts'
import { getDesignedOrderType } from './designed-order-types.ts'
import { findPublishedVersion } from './workflow-rows.ts'

/** Keeps what an editor has so far, right or wrong; orders go on by what is published. */
export const saveOrderTypeDraft = operation(contract, async (scope, { basedOn, ...definition }) => {
  await keepDraft(scope, 'order_type', { definition, published: await findPublishedVersion(scope, 'order_type', definition.key), basedOn })
  return getDesignedOrderType(scope, definition.key)
})
