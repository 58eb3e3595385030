import { expect, test, vi } from 'vitest'
import { openApi } from '#test/api-client.ts'
import { asOwner } from '#test/own-database.ts'
import { audit } from './audit.ts'
import { freePort, startDocket } from './docket.ts'
import { serverPid, temporaryDirectory } from './embedded.ts'
import { foundBusyShop, MUGS, startLoad } from './load.ts'

const rounds = Number(process.env['DOCKET_TRUST_ROUNDS'] ?? 6)
const patience = { timeout: 30_000, interval: 1 }
const CLIENTS = 6

test(`after ${rounds} times kill -9 under load, of Node and of PostgreSQL in turn, everything acknowledged is there, once`, { timeout: 60_000 + rounds * 30_000 }, async () => {
  const data = await temporaryDirectory()
  const environment = { PORT: String(await freePort()), DOCKET_RATE_LIMITS: 'off', DOCKET_LOG: 'fatal' }
  let docket = await startDocket(data, environment)
  const { ownerUrl } = docket
  const { organizationId, keys } = await foundBusyShop(ownerUrl)
  const load = startLoad(Array.from({ length: CLIENTS }, (_, i) => openApi(docket.address, keys[i % keys.length] ?? '')))
  const goOn = (more: number) => {
    const goal = load.count() + more
    return Promise.race([vi.waitUntil(() => load.count() >= goal, patience), load.failed.then((error) => { throw error })])
  }

  for (let round = 0; round < rounds; round++) {
    await goOn(5 + Math.floor(Math.random() * 40))
    if (round % 2 === 0) {
      await docket.kill('SIGKILL')
      docket = await startDocket(data, environment)
    } else {
      process.kill(await serverPid(ownerUrl), 'SIGKILL')
    }
  }
  await goOn(20)
  await load.stop()

  await vi.waitUntil(async () => (await asOwner(ownerUrl, 'SELECT FROM outbox')).length === 0, patience)
  const { orders, events, faults } = await audit(ownerUrl, organizationId)
  expect(faults).toEqual([])
  expect(named(orders)).toEqual(named(load.acknowledged))
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length)
  const recorded = Map.groupBy(events, ({ orderId }) => orderId)
  for (const { id, number, moves } of load.acknowledged) {
    const happened = (recorded.get(id) ?? []).map(({ type, data }) => (type === 'order.moved' ? (data as { move: string }).move : type))
    expect(happened, number).toEqual(['order.placed', ...moves])
  }

  const [feed] = await asOwner<{ total: number; different: number }>(ownerUrl, `SELECT count(*)::int AS total, count(DISTINCT event_id)::int AS different FROM event_feed WHERE organization_id = '${organizationId}'`)
  expect(feed).toEqual({ total: events.length, different: events.length })
  const { total, onHand } = await stockOf(ownerUrl, organizationId)
  expect(onHand).toBe(MUGS - total)
  await vi.waitUntil(async () => (await countedWrongly(ownerUrl, organizationId)).length === 0, patience)
  expect(orders.length).toBeGreaterThan(rounds)
})

function named(list: { id: string; number: string }[]): string[] {
  return list.map(({ id, number }) => `${number} ${id}`).sort()
}

/** How many mugs have left the building, by the orders, and how many are there, by the shelf. */
async function stockOf(ownerUrl: string, organizationId: string): Promise<{ total: number; onHand: number }> {
  const [row] = await asOwner<{ total: number; onHand: number }>(ownerUrl, `
    SELECT (SELECT coalesce(sum(quantity), 0)::float8 FROM line_item l WHERE l.organization_id = v.organization_id AND l.variant_id = v.id AND stock_state = 'sold') AS total, on_hand::float8 AS "onHand"
    FROM variant v WHERE organization_id = '${organizationId}' AND sku = 'MUG'`)
  return row ?? expect.unreachable('There are no mugs')
}

/** Customers whose orders were counted otherwise than they are. */
function countedWrongly(ownerUrl: string, organizationId: string) {
  return asOwner(ownerUrl, `SELECT c.id FROM customer c WHERE c.organization_id = '${organizationId}'
    AND c.order_count <> (SELECT count(*) FROM orders o WHERE o.organization_id = c.organization_id AND o.customer_id = c.id)`)
}
