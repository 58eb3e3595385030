import { discardWorkflowDraft as contract } from '#domain/workflows/design-contract.ts'
import { discardDraft } from '#features/drafts/discard-draft.ts'
import { operation } from '#platform/operation.ts'

export const discardWorkflowDraft = operation(contract, (scope, { key }) => discardDraft(scope, 'workflow', key))
