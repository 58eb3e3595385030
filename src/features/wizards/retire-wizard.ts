import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { retireWizard as contract } from '#domain/wizards/contract.ts'
import { lockProcess } from '#features/workflows/lock-process.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { showWizard } from './show-wizard.ts'
import { findWizard, setWizardRetired } from './wizard-rows.ts'

/** Retires a wizard, or takes it up again: nobody starts a retired one, and whoever is half way through finishes. */
export const retireWizard = operation(contract, async (scope, { key, isRetired }) => {
  await lockProcess(scope)
  const row = (await findWizard(scope, key)) ?? refuseUnknown('wizard')
  if (row.isRetired !== isRetired) {
    await setWizardRetired(scope, row.id, isRetired)
    record(scope, 'wizard.retired', { key, isRetired })
  }
  return showWizard(scope, key)
})
