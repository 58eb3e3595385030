import { getImport as contract } from '#domain/imports/contract.ts'
import { operation } from '#platform/operation.ts'
import { getImportRow, shownImport } from './import-rows.ts'

export const getImport = operation(contract, async (scope, { id }) => shownImport(await getImportRow(scope, id)))
