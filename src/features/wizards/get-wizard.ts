import { getWizard as contract } from '#domain/wizards/contract.ts'
import { operation } from '#platform/operation.ts'
import { showWizard } from './show-wizard.ts'

export const getWizard = operation(contract, (scope, { key }) => showWizard(scope, key))
