import type { ShownMigration } from '#domain/migrations/contract.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import type { Scope } from '#platform/scope.ts'
import { readBlocked, type MigrationRow } from './migration-rows.ts'

const BLOCKED_SHOWN = 100

/** Migrations as they are shown, each with the first orders that stayed behind. */
export async function showMigrations(scope: Scope, rows: MigrationRow[]): Promise<ShownMigration[]> {
  const orderTypes = new Map((await readOrderTypes(scope)).map(({ id, orderType: { key, name } }) => [id, { key, name }]))
  const shown: ShownMigration[] = []
  for (const { id, orderTypeId, state, total, migrated, blocked, undoes, startedAt, startedBy, finishedAt, movedBack, isBeingUndone, hasLeft } of rows) {
    shown.push({
      id, orderType: orderTypes.get(orderTypeId) ?? { key: '', name: '' }, state, total, migrated, blocked, undoes,
      movedBack, isUndoable: state === 'done' && hasLeft && !isBeingUndone, startedAt, startedBy: startedBy.name, finishedAt,
      blockedOrders: blocked > 0 ? await readBlocked(scope, id, BLOCKED_SHOWN) : [],
    })
  }
  return shown
}

export async function showMigration(scope: Scope, row: MigrationRow): Promise<ShownMigration> {
  const [shown] = await showMigrations(scope, [row])
  return shown as ShownMigration
}
