import { discardWizardDraft as contract } from '#domain/wizards/contract.ts'
import { discardDraft } from '#features/drafts/discard-draft.ts'
import { operation } from '#platform/operation.ts'

export const discardWizardDraft = operation(contract, (scope, { key }) => discardDraft(scope, 'wizard', key))
