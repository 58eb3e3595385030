import { publishWizardDraft as contract } from '#domain/wizards/contract.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { takeDraft } from '#features/drafts/take-draft.ts'
import { lockProcess } from '#features/workflows/lock-process.ts'
import { operation } from '#platform/operation.ts'
import { keepWizard } from './publish-wizard.ts'
import { showWizard } from './show-wizard.ts'
import { readWizards } from './wizard-rows.ts'

/** Publishes the draft that was seen. Of two who publish at once, the second finds that it is done. */
export const publishWizardDraft = operation(contract, async (scope, { key, draftVersion }) => {
  await lockProcess(scope)
  const wizards = await readWizards(scope)
  const published = wizards.find(({ wizard }) => wizard.key === key)?.version ?? null
  const { definition } = await takeDraft<Wizard>(scope, 'wizard', key, { seen: draftVersion, published })
  await keepWizard(scope, definition, wizards)
  return showWizard(scope, key)
})
