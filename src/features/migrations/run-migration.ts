import { sql } from 'kysely'
import { MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import { isSame } from '#domain/kernel/same.ts'
import { outcomeOf, planMigration } from '#domain/migrations/plan-migration.ts'
import { standOf } from '#domain/migrations/plan-return.ts'
import type { Order } from '#domain/orders/order.ts'
import { recordFollowUps } from '#features/orders/follow-order.ts'
import { readOrders, saveOrder } from '#features/orders/order-rows.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import type { Database } from '#platform/database.ts'
import { record } from '#platform/record.ts'
import { withScope, type Caller, type Scope } from '#platform/scope.ts'
import { workInBatches } from '#platform/work-in-batches.ts'
import { judgeOrders, termsFor, type Judged } from './judge-orders.ts'
import { findLastOutcome, finishMigration, getMigrationRow, saveOutcomes, saveTotal, type MigrationRow, type Outcome } from './migration-rows.ts'
import { countOpenOrders, nextOpenOrders } from './open-orders-on.ts'
import { returning } from './returning.ts'

export type MigrationJob = { organizationId: string; migrationId: string }

// So many orders share a transaction: few enough that nobody waits long for one of them.
const BATCH = 25

/**
 * Goes on with a migration until it is done. Which orders were moved stands in the transaction that moved them, so whoever goes
 * on after a crash goes on exactly there; two who try at once take turns, and no order is moved twice.
 */
export async function runMigration(database: Database, { organizationId, migrationId }: MigrationJob, options: { signal?: AbortSignal; onProgress?: (row: MigrationRow) => void } = {}): Promise<void> {
  const reader: Caller = { organizationId, actor: { kind: 'system', name: 'migration' }, origin: 'migration', requestId: migrationId }
  const { startedBy } = await withScope(database, reader, { readOnly: true }, (scope) => getMigrationRow(scope, migrationId))
  await workInBatches(database, { ...reader, actor: startedBy }, {
    most: BATCH,
    work: (scope, size) => migrateBatch(scope, migrationId, size),
    isDone: ({ state }) => state === 'done',
    // Somebody else took the last of it at this moment.
    isOfOne: ({ slug }) => slug === 'insufficient-stock',
    leaveOut: (scope, because) => leaveBehind(scope, migrationId, because),
    ...options,
  })
}

async function migrateBatch(scope: Scope, migrationId: string, size: number): Promise<MigrationRow> {
  const migration = await getMigrationRow(scope, migrationId, sql`FOR UPDATE OF m`)
  if (migration.state === 'done') return migration
  await countToTheEnd(scope, migration)
  const judged = await judgeNext(scope, migration, size)
  if (!judged) {
    await finish(scope, migration)
    return { ...migration, state: 'done' }
  }
  const outcomes = judged.map((one) => carryOut(scope, migration, one))
  await saveOutcomes(scope, migrationId, outcomes)
  return getMigrationRow(scope, migrationId)
}

/** Whoever started it did not wait until very many were counted. */
async function countToTheEnd(scope: Scope, { id, total, migrated, blocked, undoes, fromProcessIds }: MigrationRow): Promise<void> {
  if (total > MOST_COUNTED && migrated + blocked === 0 && undoes === null) await saveTotal(scope, id, await countOpenOrders(scope, fromProcessIds, null))
}

/** The next orders, locked and judged; undefined when there are none left. */
async function judgeNext(scope: Scope, migration: MigrationRow, size: number): Promise<Judged[] | undefined> {
  const after = await findLastOutcome(scope, migration.id)
  if (migration.undoes === null) {
    const ids = await nextOpenOrders(scope, migration.fromProcessIds, after, size)
    if (ids.length === 0) return undefined
    const orders = await readOrders(scope, ids, 'change')
    const termsOf = await termsFor(scope, { to: migration.toProcessId, mapping: migration.mapping })
    return judgeOrders(scope, orders, async (order) => (order.processId === migration.toProcessId ? alreadyThere : planMigration(order, await termsOf(order.processId))))
  }
  const coming = await returning(scope, migration.undoes, migration.mapping)
  const next = await coming.next(after, size)
  if (next.length === 0) return undefined
  return judgeOrders(scope, await readOrders(scope, next, 'change'), coming.planOf)
}

// Between the look and the lock somebody else may have moved it there.
const alreadyThere = { because: 'It is there already.', unmapped: [] }

function carryOut(scope: Scope, migration: MigrationRow, { order, plan }: Judged): Outcome {
  const { id: orderId, number } = order
  if ('because' in plan) return { orderId, number, former: null, because: plan.because }
  const after = outcomeOf(plan) ?? plan.order
  record(scope, 'order.migrated', {
    from: { processId: order.processId, position: order.position }, to: { processId: plan.order.processId, position: plan.order.position }, migrationId: migration.id,
    lines: movedLines(order, plan.order),
  }, orderId)
  recordFollowUps(scope, plan.follows)
  saveOrder(scope, order, after)
  return { orderId, number, former: { from: standOf(order), to: standOf(after) }, because: null }
}

function movedLines(before: Order, after: Order) {
  return after.lines.flatMap((line, i) => {
    const from = before.lines[i]?.position ?? null
    return isSame(from, line.position) ? [] : [{ lineItemId: line.id, from, to: line.position }]
  })
}

async function finish(scope: Scope, { id, orderTypeId, migrated, blocked }: MigrationRow): Promise<void> {
  await finishMigration(scope, id)
  const orderType = (await readOrderTypes(scope)).find((row) => row.id === orderTypeId)?.orderType.key ?? ''
  record(scope, 'migration.finished', { migrationId: id, orderType, migrated, blocked })
}

async function leaveBehind(scope: Scope, migrationId: string, because: string): Promise<void> {
  const migration = await getMigrationRow(scope, migrationId, sql`FOR UPDATE OF m`)
  if (migration.state === 'done') return
  const [next] = (await judgeNext(scope, migration, 1)) ?? []
  if (next) await saveOutcomes(scope, migrationId, [{ orderId: next.order.id, number: next.order.number, former: null, because }])
}
