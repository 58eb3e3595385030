import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '#domain/identity/actor.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { StepMapping } from '#domain/migrations/plan-migration.ts'
import type { Migrated } from '#domain/migrations/plan-return.ts'
import { isOpenOrder } from '#features/workflows/open-orders.ts'
import type { Scope } from '#platform/scope.ts'

export type MigrationRow = {
  id: string; orderTypeId: string; fromProcessIds: string[]; toProcessId: string; mapping: StepMapping[]; undoes: string | null; state: 'running' | 'done'
  total: number; migrated: number; blocked: number; startedAt: string; startedBy: Actor; finishedAt: string | null
  /** How many of those it moved an undoing moved back, whether one is at it, and whether something could still be moved back. */
  movedBack: number; isBeingUndone: boolean; hasLeft: boolean
}

/** What became of one order: where it stood and was put, or why it stayed. */
export type Outcome = { orderId: string; number: string } & ({ former: Migrated; because: null } | { former: null; because: string })

const undoes = sql`u.organization_id = m.organization_id AND u.undoes = m.id`
// What the last undoing left behind is all that ever stayed; of that, what is open and still where the migration put it.
const leftBehind = sql`SELECT FROM process_migration_order stayed
  JOIN process_migration_order moved ON moved.organization_id = stayed.organization_id AND moved.migration_id = m.id AND moved.order_id = stayed.order_id
  JOIN orders o ON o.organization_id = stayed.organization_id AND o.id = stayed.order_id
  WHERE stayed.organization_id = m.organization_id AND stayed.migration_id = (SELECT u.id FROM process_migration u WHERE ${undoes} ORDER BY u.started_at DESC, u.id DESC LIMIT 1)
    AND stayed.blocked_because IS NOT NULL AND o.process_id = (moved.former->'to'->>'processId')::uuid AND ${isOpenOrder}`

const columns = sql`m.id, m.order_type_id AS "orderTypeId", m.from_process_ids AS "fromProcessIds", m.to_process_id AS "toProcessId", m.mapping, m.undoes, m.state, m.total, m.migrated, m.blocked,
  m.started_at AS "startedAt", m.started_by AS "startedBy", m.finished_at AS "finishedAt",
  COALESCE((SELECT sum(u.migrated) FROM process_migration u WHERE ${undoes}), 0)::int AS "movedBack", EXISTS (SELECT FROM process_migration u WHERE ${undoes} AND u.state = 'running') AS "isBeingUndone",
  CASE WHEN NOT EXISTS (SELECT FROM process_migration u WHERE ${undoes}) THEN m.migrated > 0 ELSE EXISTS (${leftBehind}) END AS "hasLeft"`

export async function findMigrationRow(scope: Scope, id: string, lock: RawBuilder<unknown> = sql``): Promise<MigrationRow | undefined> {
  const { rows } = await sql<MigrationRow>`SELECT ${columns} FROM process_migration m WHERE m.organization_id = ${scope.organizationId} AND m.id = ${id} ${lock}`.execute(scope.db)
  return rows[0]
}

export async function getMigrationRow(scope: Scope, id: string, lock?: RawBuilder<unknown>): Promise<MigrationRow> {
  return (await findMigrationRow(scope, id, lock)) ?? refuseUnknown('migration')
}

export async function findRunningMigration(scope: Scope, orderTypeId: string): Promise<MigrationRow | undefined> {
  const { rows } = await sql<MigrationRow>`SELECT ${columns} FROM process_migration m
    WHERE m.organization_id = ${scope.organizationId} AND m.order_type_id = ${orderTypeId} AND m.state = 'running' LIMIT 1`.execute(scope.db)
  return rows[0]
}

export async function listMigrationRows(scope: Scope, before: { startedAt: string; id: string } | undefined, limit: number): Promise<MigrationRow[]> {
  const from = before ? sql`AND (m.started_at, m.id) < (${before.startedAt}::timestamptz, ${before.id}::uuid)` : sql``
  const { rows } = await sql<MigrationRow>`SELECT ${columns} FROM process_migration m WHERE m.organization_id = ${scope.organizationId} ${from}
    ORDER BY m.started_at DESC, m.id DESC LIMIT ${limit}`.execute(scope.db)
  return rows
}

export async function insertMigration(scope: Scope, row: MigrationRow): Promise<void> {
  await sql`INSERT INTO process_migration (organization_id, id, order_type_id, from_process_ids, to_process_id, mapping, undoes, state, total, started_at, started_by)
    VALUES (${scope.organizationId}, ${row.id}, ${row.orderTypeId}, ${row.fromProcessIds}::uuid[], ${row.toProcessId}, ${JSON.stringify(row.mapping)}::jsonb, ${row.undoes}, ${row.state}, ${row.total},
      ${row.startedAt}, ${JSON.stringify(row.startedBy)}::jsonb)`.execute(scope.db)
}

/** Writes down what became of these orders, and counts them; in the transaction that made it so. */
export async function saveOutcomes(scope: Scope, id: string, outcomes: Outcome[]): Promise<void> {
  if (outcomes.length === 0) return
  await sql`INSERT INTO process_migration_order (organization_id, migration_id, order_id, number, former, blocked_because)
    SELECT ${scope.organizationId}, ${id}, o."orderId", o.number, o.former, o.because
    FROM jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) AS o("orderId" uuid, number text, former jsonb, because text)`.execute(scope.db)
  const blocked = outcomes.filter(({ because }) => because !== null).length
  await sql`UPDATE process_migration SET migrated = migrated + ${outcomes.length - blocked}, blocked = blocked + ${blocked}
    WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

export async function finishMigration(scope: Scope, id: string): Promise<void> {
  await sql`UPDATE process_migration SET state = 'done', finished_at = ${scope.now} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

/** The last order that was looked at; they are taken in the order of their ids. */
export async function findLastOutcome(scope: Scope, id: string): Promise<string | null> {
  const { rows } = await sql<{ orderId: string }>`SELECT order_id AS "orderId" FROM process_migration_order
    WHERE organization_id = ${scope.organizationId} AND migration_id = ${id} ORDER BY order_id DESC LIMIT 1`.execute(scope.db)
  return rows[0]?.orderId ?? null
}

/** What a migration moved and no undoing has moved back, in the order of ids. */
export async function readStillMoved(scope: Scope, id: string, after: string | null, limit: number): Promise<{ orderId: string; former: Migrated }[]> {
  const { rows } = await sql<{ orderId: string; former: Migrated }>`SELECT moved.order_id AS "orderId", moved.former FROM process_migration_order moved
    WHERE moved.organization_id = ${scope.organizationId} AND moved.migration_id = ${id} AND moved.former IS NOT NULL ${after === null ? sql`` : sql`AND moved.order_id > ${after}::uuid`}
      AND NOT EXISTS (SELECT FROM process_migration u JOIN process_migration_order returned ON returned.organization_id = u.organization_id AND returned.migration_id = u.id
        WHERE u.organization_id = ${scope.organizationId} AND u.undoes = ${id} AND returned.order_id = moved.order_id AND returned.former IS NOT NULL)
    ORDER BY moved.order_id LIMIT ${limit}`.execute(scope.db)
  return rows
}

/** Puts down how many there are, once they were counted to the end. */
export async function saveTotal(scope: Scope, id: string, total: number): Promise<void> {
  await sql`UPDATE process_migration SET total = ${total} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

export async function readBlocked(scope: Scope, id: string, limit: number): Promise<{ orderId: string; number: string; because: string }[]> {
  const { rows } = await sql<{ orderId: string; number: string; because: string }>`SELECT order_id AS "orderId", number, blocked_because AS because FROM process_migration_order
    WHERE organization_id = ${scope.organizationId} AND migration_id = ${id} AND blocked_because IS NOT NULL ORDER BY order_id LIMIT ${limit}`.execute(scope.db)
  return rows
}
