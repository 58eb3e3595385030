import { getMigration as contract } from '#domain/migrations/contract.ts'
import { operation } from '#platform/operation.ts'
import { getMigrationRow } from './migration-rows.ts'
import { showMigration } from './show-migration.ts'

export const getMigration = operation(contract, async (scope, { id }) => showMigration(scope, await getMigrationRow(scope, id)))
