import { discardOrderTypeDraft as contract } from '#domain/workflows/design-contract.ts'
import { discardDraft } from '#features/drafts/discard-draft.ts'
import { operation } from '#platform/operation.ts'

export const discardOrderTypeDraft = operation(contract, (scope, { key }) => discardDraft(scope, 'order_type', key))
