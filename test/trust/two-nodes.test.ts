import { expect, test, vi } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { openApi, type Api } from '#test/api-client.ts'
import { patience } from '#test/patience.ts'
import { fastest } from '#test/took.ts'
import { audit } from './audit.ts'
import { startDocket, type Docket } from './docket.ts'
import { temporaryDirectory } from './embedded.ts'
import { foundBusyShop, startLoad } from './load.ts'

const road = [{ transition: 'accept' }, { transition: 'start-work' }, { transition: 'send', fields: { trackingNumber: 'AWB 17' } }, { transition: 'deliver' }]
const amira = { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com' }
const order = { orderType: 'shop-order', customer: amira, lines: [{ sku: 'CLEAN' }] }

test('two nodes on one PostgreSQL are one Docket', { timeout: 120_000 }, async () => {
  const { ownerUrl, organizationId, key, nodes } = await startTwoNodes()
  const [first, second] = nodes.map(({ address }) => openApi(address, key)) as [Api, Api]

  // The same Idempotency-Key sent to both at once makes one order, answered byte for byte the same.
  for (let n = 0; n < 10; n++) {
    const idempotencyKey = newId()
    const answers = await Promise.all([first, second, first, second].map((api) => api.answer('order.place', order, { idempotencyKey })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(3)
    const other = await second.refused('order.place', { ...order, lines: [{ sku: 'CLEAN', quantity: 2 }] }, { idempotencyKey })
    expect(other).toMatchObject({ status: 422, type: '/problems/idempotency-key-reused' })
  }
  // An id of the asker's own does the same: there is one order, and whoever asks again is answered with it.
  const id = newId()
  const byId = await Promise.all([first, second, first, second].map((api) => api.answer('order.place', { ...order, id })))
  expect(byId.map(({ status }) => status).filter((status) => ![201, 409].includes(status))).toEqual([])
  expect([await first.ask('order.place', { ...order, id }), await second.ask('order.place', { ...order, id })]).toMatchObject([{ id }, { id }])
  expect((await audit(ownerUrl, organizationId)).orders).toHaveLength(10 + 1)

  // An order placed on one is heard of on the other, within a second.
  for (const [here, there] of [[0, 1], [1, 0]] as const) {
    const heard = await listen(nodes[there]?.address ?? '', key)
    const api = [first, second][here]
    expect(await fastest(5, 1_000, async () => {
      const placed = await api?.ask('order.place', order)
      await vi.waitUntil(() => heard.text.includes(placed?.id ?? 'nothing'), patience)
    })).toBeLessThan(1_000)
    heard.close()
  }

  // Sixteen times the same transition, fired at once at both: one wins each step.
  const contested = await first.ask('order.place', order)
  for (const move of road) {
    const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? first : second).answer('order.move', { id: contested.id, ...move })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, text } of answers) if (status !== 200) expect([status, JSON.parse(text)]).toMatchObject([409, { type: '/problems/illegal-transition', allowed: expect.any(Array) as string[] }])
  }
  const after = await audit(ownerUrl, organizationId)
  expect(after.faults).toEqual([])
  expect(after.events.filter(({ orderId }) => orderId === contested.id).map(({ data }) => (data as { move?: string }).move)).toEqual([undefined, ...road.map(({ transition }) => transition)])

  // Sixteen different ones, all of them again and again, until nothing goes on: whatever won, it was a path.
  const torn = await Promise.all([first, second, first, second].map((api) => api.ask('order.place', order)))
  const wishes = [...road, { transition: 'hold' }, { transition: 'release' }, { transition: 'call-off', reason: 'No' }, { transition: 'file' }]
  const answers = await Promise.all(torn.flatMap(({ id }) => [first, second].flatMap((api) => wishes.map((wish) => api.answer('order.move', { id, ...wish })))))
  expect(new Set(answers.map(({ status }) => status)).difference(new Set([200, 409]))).toEqual(new Set())
  expect((await audit(ownerUrl, organizationId)).faults).toEqual([])
})

test('a change published on one node binds orders placed on the other', { timeout: 60_000 }, async () => {
  const { key, nodes } = await startTwoNodes()
  const [first, second] = nodes.map(({ address }) => openApi(address, key)) as [Api, Api]
  const before = await second.ask('order.place', order)
  const { items } = await first.ask('order_type.list')
  const orderType = items.find(({ key: name }) => name === 'shop-order') ?? expect.unreachable('There is no order type')
  const { id: _, version: __, publishedAt: ___, processId: ____, isRetired: _____, ...definition } = orderType
  const published = await first.ask('order_type.publish', { ...definition, name: 'Shop order, second edition' })
  const later = await vi.waitUntil(async () => {
    const placed: ShownOrder = await second.ask('order.place', order)
    return placed.processId === published.processId && placed
  }, patience)
  expect(later.orderType).toMatchObject({ version: 2, name: 'Shop order, second edition' })
  expect((await second.ask('order.get', { id: before.id })).processId).toBe(before.processId)
})

test('either node may be killed while the other goes on', { timeout: 120_000 }, async () => {
  const { ownerUrl, organizationId, key, nodes, environment } = await startTwoNodes()
  const [keeper, guest] = nodes
  const load = startLoad([openApi(keeper.address, key), openApi(guest.address, key), openApi(keeper.address, key), openApi(guest.address, key)])
  const goOn = (more: number) => {
    const goal = load.count() + more
    return Promise.race([vi.waitUntil(() => load.count() >= goal, patience), load.failed.then((error) => { throw error })])
  }
  await goOn(40)
  await guest.kill('SIGKILL')
  await goOn(40)
  const heard = await listen(keeper.address, key)
  const placed = await openApi(keeper.address, key).ask('order.place', order)
  await vi.waitUntil(() => heard.text.includes(placed.id), patience)
  heard.close()

  // The embedded server belongs to the first node and outlives it; the second goes on with it.
  await startDocket(await temporaryDirectory(), { ...environment, PORT: new URL(guest.address).port })
  await goOn(40)
  await keeper.kill('SIGKILL')
  await goOn(40)
  // The relay has another leader by now: what is placed is still heard of.
  const heardThere = await listen(guest.address, key)
  const last = await openApi(guest.address, key).ask('order.place', order)
  await vi.waitUntil(() => heardThere.text.includes(last.id), patience)
  heardThere.close()

  await startDocket(keeper.data, { ...keeper.environment })
  await goOn(20)
  await load.stop()
  const { orders, faults } = await audit(ownerUrl, organizationId)
  expect(faults).toEqual([])
  expect(orders.map(({ id }) => id).sort()).toEqual([...load.acknowledged.map(({ id }) => id), placed.id, last.id].sort())
})

type Node = Docket & { data: string; environment: Record<string, string> }

async function startTwoNodes() {
  const common = { DOCKET_RATE_LIMITS: 'off', DOCKET_LOG: 'fatal' }
  const data = await temporaryDirectory()
  const first = await startDocket(data, common)
  const { ownerUrl } = first
  const environment = { ...common, DATABASE_URL: ownerUrl }
  const secondData = await temporaryDirectory()
  const second = await startDocket(secondData, environment)
  const nodes: [Node, Node] = [
    { ...first, data, environment: { ...common, PORT: new URL(first.address).port } },
    { ...second, data: secondData, environment },
  ]
  const { organizationId, keys: [key] } = await foundBusyShop(ownerUrl)
  return { ownerUrl, organizationId, key, nodes, environment }
}

/** What a live screen on that node hears. */
async function listen(address: string, key: string): Promise<{ text: string; close(): void }> {
  const abort = new AbortController()
  const response = await fetch(`${address}/api/v1/events/stream`, { signal: abort.signal, headers: { authorization: `Bearer ${key}` } })
  const heard = { text: '', close: () => abort.abort() }
  const read = async () => {
    for await (const chunk of response.body ?? []) heard.text += Buffer.from(chunk).toString()
  }
  read().catch(() => {})
  return heard
}
