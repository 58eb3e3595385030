import { getRun as contract } from '#domain/wizards/contract.ts'
import { operation } from '#platform/operation.ts'
import { getRun as getRunRow } from './run-rows.ts'
import { showRun } from './show-run.ts'

export const getRun = operation(contract, async (scope, { id }) => showRun(scope, await getRunRow(scope, id)))
