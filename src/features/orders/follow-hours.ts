import { sql } from 'kysely'
import { placesThatWaitForHours } from '#domain/workflows/waits-for-hours.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Database } from '#platform/database.ts'
import { withScope, type Scope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'
import { followOrder } from './follow-order.ts'
import { readOrders, saveOrder } from './order-rows.ts'

export type HoursJob = { organizationId: string }

// So many orders share a transaction: few enough that nobody waits long for one of them.
const BATCH = 25

/**
 * Lets follow what follows from other business hours: every order that stands where they decide is judged by them under its lock,
 * and set to be looked at when they next open or close. Done twice it changes nothing, so whoever goes on after a crash begins anew.
 */
export async function followHours(database: Database, { organizationId }: HoursJob, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const caller = systemCaller(organizationId, 'business hours')
  const statusIds = await withScope(database, caller, { readOnly: true }, statusesThatWait)
  for (const statusId of statusIds) {
    let last: Place | undefined
    do {
      // A job that is asked to end fails on purpose: the queue then gives it to whoever is there next.
      if (signal?.aborted) throw new Error('Following the business hours was asked to stop; it begins anew.')
      const after: Place | undefined = last
      last = await withScope(database, caller, {}, (scope) => followBatch(scope, statusId, after))
    } while (last)
  }
}

type Place = { id: string; placedAt: string }

/** Deals with the orders after this one; answers with the last, or with nothing once there are no more. */
async function followBatch(scope: Scope, statusId: string, after: Place | undefined): Promise<Place | undefined> {
  const further = after ? sql`AND (placed_at, id) < (${after.placedAt}::timestamptz, ${after.id}::uuid)` : sql``
  const { rows } = await sql<Place>`SELECT id, placed_at AS "placedAt" FROM orders
    WHERE organization_id = ${scope.organizationId} AND status_id = ${statusId} AND archived_at IS NULL ${further}
    ORDER BY placed_at DESC, id DESC LIMIT ${BATCH}`.execute(scope.db)
  for (const order of await readOrders(scope, rows.map(({ id }) => id), 'change')) {
    const followed = await followOrder(scope, await getProcess(scope, order.processId), order)
    if (followed !== order) saveOrder(scope, order, followed)
  }
  return rows.length < BATCH ? undefined : rows.at(-1)
}

/** The statuses at which an order may stand that hours move on, in any process that was ever published. */
async function statusesThatWait(scope: Scope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM process WHERE organization_id = ${scope.organizationId} AND definition::text LIKE '%usinessHours"%'`.execute(scope.db)
  const places = []
  for (const { id } of rows) places.push(...placesThatWaitForHours(await getProcess(scope, id)))
  return [...new Set(places.map(({ statusId }) => statusId))]
}
