import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { startMigration as contract } from '#domain/migrations/contract.ts'
import { lockProcess } from '#features/workflows/lock-process.ts'
import { addJob } from '#platform/jobs.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { findMigrationRow, findRunningMigration, insertMigration, type MigrationRow } from './migration-rows.ts'
import { countOpenOrders } from './open-orders-on.ts'
import { showMigration } from './show-migration.ts'
import { wantedMigration } from './wanted-migration.ts'

/** Begins to move open orders, in the background; an order type's orders are moved by one migration at a time. */
export const startMigration = operation(contract, async (scope, { id = newId(), ...asked }) => {
  await lockProcess(scope)
  const startedBefore = await findMigrationRow(scope, id)
  if (startedBefore) return showMigration(scope, startedBefore)
  const { orderType, to, fromProcessIds, mapping } = await wantedMigration(scope, asked)
  const total = await countOpenOrders(scope, fromProcessIds)
  const begun = { id, orderTypeId: orderType.id, fromProcessIds, toProcessId: to.id, mapping, undoes: null, total }
  return showMigration(scope, await beginMigration(scope, begun, orderType.orderType))
})

/** Writes a migration down and queues its run. Whoever calls this holds the lock of the process. */
export async function beginMigration(scope: Scope, begun: Pick<MigrationRow, 'id' | 'orderTypeId' | 'fromProcessIds' | 'toProcessId' | 'mapping' | 'undoes' | 'total'>, orderType: { key: string; name: string }): Promise<MigrationRow> {
  if (await findRunningMigration(scope, begun.orderTypeId)) refuse('in-use', `Orders of the type “${orderType.name}” are being moved right now. Wait until that is done.`)
  const row: MigrationRow = { ...begun, state: 'running', migrated: 0, blocked: 0, startedAt: scope.now, startedBy: scope.actor, finishedAt: null, movedBack: 0, isBeingUndone: false, hasLeft: false }
  await insertMigration(scope, row)
  record(scope, 'migration.started', { migrationId: row.id, orderType: orderType.key, orders: row.total })
  await addJob(scope, 'migration.run', { organizationId: scope.organizationId, migrationId: row.id }, { key: `migration ${row.id}`, queue: `migration ${scope.organizationId}` })
  return row
}
