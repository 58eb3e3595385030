import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { foundBareOrganization } from '#test/found-bare-organization.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { patience } from '#test/patience.ts'
import { fastest } from '#test/took.ts'
import { startLive } from './live.ts'
import type { LiveEvent } from './live.ts'
import { openLog } from './log.ts'
import { record } from './record.ts'
import { startRelay } from './relay.ts'
import { withScope } from './scope.ts'
import { systemCaller } from './system-caller.ts'

const { database, ownerUrl } = await ownDatabase()
const log = openLog('silent', { readable: false })
const running: { stop(): Promise<void> }[] = [startRelay({ url: database.url, log, subscriptions: [] })]
const relay = running[0]
afterEach(async () => {
  await Promise.all(running.splice(1).map((one) => one.stop()))
})

async function startNode() {
  const live = await startLive({ database, log })
  running.push(live)
  return live
}

async function happen(organizationId: string, times = 1): Promise<void> {
  await withScope(database, systemCaller(organizationId, 'test'), {}, async (scope) => {
    for (let n = 0; n < times; n++) record(scope, 'product_category.changed', { categoryId: newId(), name: String(n) })
  })
}

function collect() {
  const seen: LiveEvent[] = []
  return { seen, send: (event: LiveEvent) => { seen.push(event) } }
}

async function feedOf(organizationId: string): Promise<string[]> {
  const { rows } = await sql<{ event_id: string }>`SELECT event_id FROM event_feed WHERE organization_id = ${organizationId} ORDER BY position`.execute(database.db)
  return rows.map((row) => row.event_id)
}

const ids = (events: LiveEvent[]) => events.map((event) => event.eventId)

test('two nodes show everything that happens in their organization, in order, and nothing of another', async () => {
  const [organizationId, other] = [await foundBareOrganization(database), await foundBareOrganization(database)]
  const followers = [collect(), collect()]
  for (const follower of followers) (await startNode()).subscribeLive(organizationId, undefined, follower.send)
  await Promise.all(Array.from({ length: 200 }, (_, n) => happen(n % 4 === 0 ? other : organizationId)))
  for (const { seen } of followers) {
    await vi.waitFor(() => expect(seen).toHaveLength(150), patience)
    expect(ids(seen)).toEqual(await feedOf(organizationId))
    expect(seen[0]).toMatchObject({ type: 'product_category.changed', orderId: null })
  }
})

test('a change that another program makes is shown within a moment', async () => {
  const organizationId = await foundBareOrganization(database)
  const live = await startNode()
  const { seen, send } = collect()
  live.subscribeLive(organizationId, undefined, send)
  expect(await fastest(5, 600, async (n) => {
    // Not through a scope, so that this program's relay hears no bell and has to look by itself.
    await asOwner(ownerUrl, `WITH made AS (
        INSERT INTO event (organization_id, id, type, at, actor, origin, data, visibility)
        VALUES ('${organizationId}', '${newId()}', 'view.changed', now(), '{}', 'test', '{}', 'staff') RETURNING organization_id, id)
      INSERT INTO outbox (organization_id, event_ids) SELECT organization_id, ARRAY[id] FROM made`)
    await vi.waitFor(() => expect(seen).toHaveLength(n + 1), patience)
  })).toBeLessThan(600)
})

test('who comes back after a position gets exactly what followed it, while more keeps happening', async () => {
  const organizationId = await foundBareOrganization(database)
  const live = await startNode()
  const first = collect()
  const leave = live.subscribeLive(organizationId, undefined, first.send)
  await happen(organizationId, 3)
  await vi.waitFor(() => expect(first.seen).toHaveLength(3), patience)
  leave()
  await happen(organizationId, 1_200)
  const second = collect()
  const going = Promise.all(Array.from({ length: 100 }, () => happen(organizationId, 2)))
  live.subscribeLive(organizationId, first.seen.at(-1)?.position, second.send)
  await going
  await vi.waitFor(() => expect(second.seen).toHaveLength(1_400), { timeout: 10_000 })
  expect([...ids(first.seen), ...ids(second.seen)]).toEqual(await feedOf(organizationId))
})

test('what happened while the listening connection was down is shown when it is back', async () => {
  const organizationId = await foundBareOrganization(database)
  const live = await startNode()
  const { seen, send } = collect()
  live.subscribeLive(organizationId, undefined, send)
  await happen(organizationId)
  await vi.waitFor(() => expect(seen).toHaveLength(1), patience)
  for (let n = 0; n < 20; n++) {
    if (n === 10) await asOwner(ownerUrl, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'docket live'`)
    await happen(organizationId)
  }
  await vi.waitFor(() => expect(seen).toHaveLength(21), { timeout: 5_000 })
  expect(ids(seen)).toEqual(await feedOf(organizationId))
})

test('a receiver that is full is dropped and resumes where it stopped', async () => {
  const organizationId = await foundBareOrganization(database)
  const live = await startNode()
  const slow = collect()
  live.subscribeLive(organizationId, undefined, (event) => {
    slow.send(event)
    return slow.seen.length < 2
  })
  await happen(organizationId, 5)
  await vi.waitFor(() => expect(slow.seen).toHaveLength(2), patience)
  const again = collect()
  live.subscribeLive(organizationId, slow.seen.at(-1)?.position, again.send)
  await vi.waitFor(() => expect(again.seen).toHaveLength(3), patience)
  expect(slow.seen).toHaveLength(2)
})

test('a position from before the feed begins, or from a future it does not know, is answered by a reset', async () => {
  const organizationId = await foundBareOrganization(database)
  await happen(organizationId, 10)
  await vi.waitFor(async () => expect(await feedOf(organizationId)).toHaveLength(10), patience)
  const live = await startNode()
  const future = collect()
  live.subscribeLive(organizationId, 1_000_000_000, future.send)
  await vi.waitFor(() => expect(future.seen).toMatchObject([{ type: 'reset' }]), patience)
  await happen(organizationId)
  await vi.waitFor(() => expect(future.seen).toHaveLength(2), patience)

  await asOwner(ownerUrl, 'DELETE FROM event_feed WHERE position < (SELECT max(position) FROM event_feed)')
  const past = collect()
  live.subscribeLive(organizationId, 1, past.send)
  await vi.waitFor(() => expect(past.seen).toMatchObject([{ type: 'reset' }]), patience)
})

test('without a relay nothing is shown, and with one again everything', async () => {
  const organizationId = await foundBareOrganization(database)
  const live = await startNode()
  const { seen, send } = collect()
  live.subscribeLive(organizationId, undefined, send)
  await relay?.stop()
  await happen(organizationId, 4)
  expect(seen).toHaveLength(0)
  running[0] = startRelay({ url: database.url, log, subscriptions: [] })
  await vi.waitFor(() => expect(seen).toHaveLength(4), patience)
  await running[0].stop()
})
