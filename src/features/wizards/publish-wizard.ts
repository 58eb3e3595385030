import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { isSame } from '#domain/kernel/same.ts'
import { checkWizard } from '#domain/wizards/check-wizard.ts'
import { publishWizard as contract } from '#domain/wizards/contract.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { lockProcess } from '#features/workflows/lock-process.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { showWizard } from './show-wizard.ts'
import { ensureLink } from './wizard-links.ts'
import { readWizards, saveWizardVersion, type WizardRow } from './wizard-rows.ts'
import { wizardWorld } from './wizard-world.ts'

export const publishWizard = operation(contract, async (scope, wizard) => {
  await lockProcess(scope)
  await keepWizard(scope, wizard, await readWizards(scope))
  return showWizard(scope, wizard.key)
})

/** Publishes a wizard as its next version, if it differs from the last one and can work. Runs under way stay on theirs. */
export async function keepWizard(scope: Scope, wizard: Wizard, wizards: WizardRow[]): Promise<void> {
  const before = wizards.find((row) => row.wizard.key === wizard.key)
  const faults = checkWizard(wizard, await wizardWorld(scope, wizard))
  const [first] = faults
  if (first) refuse('wizard-invalid', `“${wizard.name}” cannot work. ${first.message}`, { extra: { faults } })
  if (before && isSame(before.wizard, wizard)) return
  const position = before?.position ?? Math.max(0, ...wizards.map((row) => row.position)) + 1
  const published: WizardRow = { id: before?.id ?? newId(), version: (before?.version ?? 0) + 1, publishedAt: scope.now, isRetired: before?.isRetired ?? false, position, wizard }
  await saveWizardVersion(scope, published)
  await ensureLink(scope, wizard)
  record(scope, 'wizard.published', { wizardId: published.id, key: wizard.key, name: wizard.name, version: published.version })
}
