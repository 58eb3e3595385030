import { sql } from 'kysely'
import { newId } from '#domain/kernel/id.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { undoMigration as contract } from '#domain/migrations/contract.ts'
import { lockProcess } from '#features/workflows/lock-process.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import { operation } from '#platform/operation.ts'
import { showMigration } from './show-migration.ts'
import { beginMigration } from './start-migration.ts'
import { wantedUndo } from './wanted-undo.ts'

/**
 * Moves back what a migration moved and no undoing moved back yet: a migration of its own, from the process they were put on to the
 * ones they came from.
 */
export const undoMigration = operation(contract, async (scope, asked) => {
  await lockProcess(scope)
  const { undone, mapping } = await wantedUndo(scope, asked, sql`FOR UPDATE OF m`)
  const orderType = (await readOrderTypes(scope)).find((row) => row.id === undone.orderTypeId)?.orderType ?? refuseUnknown('order type')
  const begun = await beginMigration(scope, {
    id: newId(), orderTypeId: undone.orderTypeId, fromProcessIds: [undone.toProcessId], toProcessId: undone.fromProcessIds[0] ?? undone.toProcessId, mapping, undoes: undone.id,
    total: undone.migrated - undone.movedBack,
  }, orderType)
  return showMigration(scope, begun)
})
