import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { foundBareOrganization } from '#test/found-bare-organization.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { patience } from '#test/patience.ts'
import { fastest } from '#test/took.ts'
import { openLog } from './log.ts'
import { record } from './record.ts'
import { startRelay } from './relay.ts'
import { leave, withScope } from './scope.ts'
import { systemCaller } from './system-caller.ts'

const { database, ownerUrl } = await ownDatabase()
const log = openLog('silent', { readable: false })
const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

const statusIds = [newId(), newId(), newId()]
const orderTypeId = newId()

function start(subscriptions: { type: string, subscriber: string }[] = []) {
  const relay = startRelay({ url: database.url, log, subscriptions })
  running.push(relay)
  return relay
}

/** A change with one event, and one order more with a status. */
function change(organizationId: string, n = 0) {
  return withScope(database, systemCaller(organizationId, 'test'), {}, async (scope) => {
    record(scope, 'product_category.changed', { categoryId: newId(), name: String(n) })
    leave(scope, 'tally', { orderTypeId, statusId: statusIds[n % 3], category: 'placed', paymentStatus: 'pending', scheduled: false, archived: false, change: 1 })
  })
}

async function facts(organizationId: string) {
  return withScope(database, systemCaller(organizationId, 'test'), { readOnly: true }, async ({ db }) => {
    const { rows } = await sql<{ events: number, fed: number, distinct: number, folded: number, pending: number }>`SELECT
      (SELECT count(*) FROM event) AS events,
      (SELECT count(*) FROM event_feed WHERE organization_id = ${organizationId}) AS fed,
      (SELECT count(DISTINCT event_id) FROM event_feed WHERE organization_id = ${organizationId}) AS distinct,
      (SELECT coalesce(sum(count), 0)::bigint FROM order_tally) AS folded,
      (SELECT coalesce(sum(change), 0) FROM order_tally_delta) AS pending`.execute(db)
    return rows[0] ?? { events: 0, fed: 0, distinct: 0, folded: 0, pending: 0 }
  })
}

async function settled() {
  await vi.waitFor(async () => {
    expect((await sql`SELECT FROM outbox`.execute(database.db)).rows).toHaveLength(0)
  }, { timeout: 20_000 })
}

test('with two relays and eight writers every event reaches the feed once, and counts are exact at every instant', async () => {
  const organizations = await Promise.all([foundBareOrganization(database), foundBareOrganization(database), foundBareOrganization(database)])
  const each = 2_000 / 8
  start()
  start()
  const writing = new AbortController()
  const looking = (async () => {
    while (!writing.signal.aborted) {
      for (const organizationId of organizations) {
        const { events, folded, pending } = await facts(organizationId)
        expect(folded + pending).toBe(events)
      }
    }
  })()
  await Promise.all(Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; n < each; n++) await change(organizations[(writer + n) % 3] ?? '', n)
  }))
  writing.abort()
  await looking
  await settled()
  let events = 0
  for (const organizationId of organizations) {
    const seen = await facts(organizationId)
    expect(seen).toMatchObject({ fed: seen.events, distinct: seen.events, folded: seen.events, pending: 0 })
    events += seen.events
  }
  expect(events).toBe(2_000)
})

test('a position in the feed never appears below one that was already there', async () => {
  const organizationId = await foundBareOrganization(database)
  start()
  // Draws the lowest outbox id now and commits it last.
  const held = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const late = withScope(database, systemCaller(organizationId, 'test'), {}, async (scope) => {
    record(scope, 'product_category.changed', { categoryId: newId(), name: 'late' })
    const events = JSON.stringify({ events: scope.pending['events'] })
    scope.pending = {}
    await sql`SELECT commit_changes(${organizationId}, ${events}::jsonb)`.execute(scope.db)
    begun.resolve()
    await held.promise
  })
  await begun.promise
  await change(organizationId)
  await vi.waitFor(async () => expect(await facts(organizationId)).toMatchObject({ fed: 1 }), patience)
  held.resolve()
  await late
  await settled()
  const { rows } = await withScope(database, systemCaller(organizationId, 'test'), { readOnly: true }, ({ db }) =>
    sql<{ name: string }>`SELECT e.data->>'name' AS name FROM event_feed f JOIN event e ON e.id = f.event_id
      WHERE f.organization_id = ${organizationId} ORDER BY f.position`.execute(db))
  expect(rows.map((row) => row.name)).toEqual(['0', 'late'])
})

test('a relay whose connection is cut is followed by another, and nothing is lost or doubled', async () => {
  const organizationId = await foundBareOrganization(database)
  start()
  start()
  for (let n = 0; n < 300; n++) {
    await change(organizationId, n)
    if (n % 60 === 30) await asOwner(ownerUrl, `SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objid = 7265002`)
  }
  await settled()
  expect(await facts(organizationId)).toMatchObject({ events: 300, fed: 300, distinct: 300, folded: 300, pending: 0 })
})

test('a change of this program is in the feed within a moment', async () => {
  const organizationId = await foundBareOrganization(database)
  start()
  await change(organizationId)
  await settled()
  expect(await fastest(5, 150, async (n) => {
    await change(organizationId)
    await vi.waitFor(async () => expect(await facts(organizationId)).toMatchObject({ fed: n + 2 }), patience)
  })).toBeLessThan(150)
})

test('events that somebody follows become jobs, up to fifty in one', async () => {
  const organizationId = await foundBareOrganization(database)
  await withScope(database, systemCaller(organizationId, 'test'), {}, async (scope) => {
    for (let n = 0; n < 120; n++) record(scope, 'product_category.changed', { categoryId: newId(), name: String(n) })
    record(scope, 'organization.founded', { name: 'Test' })
  })
  start([{ type: 'product_category.changed', subscriber: 'recount' }, { type: 'order.placed', subscriber: 'other' }])
  await settled()
  const { rows } = await sql<{ payload: { organizationId: string, subscriber: string, eventIds: string[] } }>`
    SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'subscriber.run'`.execute(database.db)
  const mine = rows.map((row) => row.payload).filter((payload) => payload.organizationId === organizationId)
  expect(mine.map((payload) => `${payload.subscriber} ${payload.eventIds.length}`).sort()).toEqual(['recount 20', 'recount 50', 'recount 50'])
  expect(new Set(mine.flatMap((payload) => payload.eventIds)).size).toBe(120)
})
