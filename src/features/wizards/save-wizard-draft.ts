import { saveWizardDraft as contract } from '#domain/wizards/contract.ts'
import { keepDraft } from '#features/drafts/keep-draft.ts'
import { operation } from '#platform/operation.ts'
import { showWizard } from './show-wizard.ts'
import { findWizard } from './wizard-rows.ts'

/** Keeps a draft as it is, right or wrong. */
export const saveWizardDraft = operation(contract, async (scope, { basedOn, ...definition }) => {
  const published = (await findWizard(scope, definition.key))?.version ?? null
  await keepDraft(scope, 'wizard', { definition, published, basedOn })
  return showWizard(scope, definition.key)
})
