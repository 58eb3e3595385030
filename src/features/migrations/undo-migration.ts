import { sql } from 'kysely'
import { newId } from '#domain/kernel/id.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import { undoMigration as contract } from '#domain/migrations/contract.ts'
import { lockProcess } from '#features/workflows/lock-process.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import { operation } from '#platform/operation.ts'
import { getMigrationRow } from './migration-rows.ts'
import { showMigration } from './show-migration.ts'
import { beginMigration } from './start-migration.ts'

/** Moves back what a migration moved: a migration of its own, from the process they were put on to the ones they came from. */
export const undoMigration = operation(contract, async (scope, { id }) => {
  await lockProcess(scope)
  const undone = await getMigrationRow(scope, id, sql`FOR UPDATE OF m`)
  if (undone.state === 'running') refuse('in-use', 'This migration is still running. It can be undone when it is done.')
  if (undone.isUndone) refuse('in-use', 'This migration was undone already.')
  if (undone.migrated === 0) refuse('in-use', 'This migration moved nothing, so there is nothing to move back.')
  const orderType = (await readOrderTypes(scope)).find((row) => row.id === undone.orderTypeId)?.orderType ?? refuseUnknown('order type')
  const begun = await beginMigration(scope, {
    id: newId(), orderTypeId: undone.orderTypeId, fromProcessIds: [undone.toProcessId], toProcessId: undone.fromProcessIds[0] ?? undone.toProcessId, mapping: undone.mapping, undoes: id, total: undone.migrated,
  }, orderType)
  return showMigration(scope, begun)
})
