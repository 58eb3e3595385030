import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import { sql } from 'kysely'
import { assigneeOf } from '#domain/identity/actor.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { deactivateMember } from '#features/identity/deactivate-member.ts'
import { listApiKeys } from '#features/identity/list-api-keys.ts'
import { revokeApiKey } from '#features/identity/revoke-api-key.ts'
import { openLog } from '#platform/log.ts'
import { perform } from '#platform/operation.ts'
import { startRelay } from '#platform/relay.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { openApi } from '#test/api-client.ts'
import { foundShop } from '#test/found-shop.ts'
import { ownDatabase } from '#test/own-database.ts'
import { patience } from '#test/patience.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const { database } = await ownDatabase()
const web = await startTestWeb(database)
const relay = startRelay({ url: database.url, log: openLog('fatal', { readable: true }), subscriptions: [] })
afterAll(() => relay.stop())
const [organization, elsewhere] = [await foundTestOrganization(database), await foundTestOrganization(database)]
const key = await testKey(database, organization, 'owner')

type Received = { text: string; status: number; type: string; isOver: boolean; close(): void }

async function listen(by: string, options: { after?: string; lastEventId?: string } = {}): Promise<Received> {
  const abort = new AbortController()
  const response = await fetch(`${web.address}/api/v1/events/stream${options.after ? `?after=${options.after}` : ''}`, {
    signal: abort.signal, headers: { authorization: `Bearer ${by}`, ...(options.lastEventId ? { 'last-event-id': options.lastEventId } : {}) },
  })
  const received: Received = { text: '', status: response.status, type: response.headers.get('content-type') ?? '', isOver: false, close: () => abort.abort() }
  const read = async () => {
    for await (const chunk of response.body ?? []) received.text += Buffer.from(chunk).toString()
  }
  read().catch(() => {}).finally(() => (received.isOver = true))
  return received
}

const happen = (name: string, where = key) => web.ask('POST', '/api/v1/customers', { key: where, body: { firstName: name } })
const eventsIn = ({ text }: Received) => Array.from(text.matchAll(/data: (.*)/g), (found) => JSON.parse(found[1] ?? '') as { position: number; type: string; orderId: string | null })

test('a change is heard of within a second, by its own organization alone, and without what it says', async () => {
  const [here, there] = [await listen(key), await listen(await testKey(database, elsewhere, 'owner'))]
  expect(here).toMatchObject({ status: 200, type: 'text/event-stream; charset=utf-8' })
  await happen('Confidential')
  await vi.waitUntil(() => eventsIn(here).some(({ type }) => type === 'customer.created'), patience)
  expect(here.text).not.toContain('Confidential')
  await happen('Other', await testKey(database, elsewhere, 'admin'))
  await vi.waitUntil(() => eventsIn(there).some(({ type }) => type === 'customer.created'), patience)
  expect(eventsIn(here).filter(({ type }) => type === 'customer.created')).toHaveLength(1)
  here.close()
  there.close()
})

test('whoever was away goes on where they were, by Last-Event-ID or by after', async () => {
  const before = await listen(key)
  await happen('First')
  await vi.waitUntil(() => eventsIn(before).length > 0, patience)
  before.close()
  const position = String(eventsIn(before).at(-1)?.position)
  await happen('Second')
  await happen('Third')
  for (const options of [{ lastEventId: position }, { after: position }]) {
    const again = await listen(key, options)
    await vi.waitUntil(() => eventsIn(again).length >= 2, patience)
    expect(eventsIn(again).every((event) => event.position > Number(position))).toBe(true)
    again.close()
  }
})

test('a contractor’s program sees and hears of the orders assigned to the member it works for, and of no others, as long as they have access', async () => {
  const shop = await foundShop(database)
  const [owner, contractor] = [shop.caller('owner'), shop.caller('contractor')]
  const memberId = assigneeOf(contractor.actor)
  const { key: theirs = '', id } = await perform(database, createApiKey, owner, { name: 'Their tools', role: 'contractor', memberId })
  const own = await testKey(database, shop, 'owner')
  const api = openApi(web.address, own)
  const place = () => api.ask('order.place', { orderType: 'shop-order', customer: { firstName: 'Amira' }, lines: [{ sku: 'CLEAN' }] })
  const [assigned, other] = [await place(), await place()]
  const [heard, witness] = [await listen(theirs), await listen(own)]
  await api.ask('order.assign', { id: assigned.id, add: [memberId ?? ''] })
  for (const { id: moved } of [other, assigned]) await api.ask('order.move', { id: moved, transition: 'accept' })
  await vi.waitUntil(() => eventsIn(witness).filter(({ type }) => type === 'order.moved').length === 2, patience)
  await vi.waitUntil(() => eventsIn(heard).some(({ type }) => type === 'order.moved'), patience)
  expect(new Set(eventsIn(heard).map(({ orderId }) => orderId))).toEqual(new Set([assigned.id]))
  expect((await web.ask('GET', '/api/v1/orders', { key: theirs })).json['items']).toMatchObject([{ id: assigned.id }])
  expect((await web.ask('GET', `/api/v1/orders/${other.id}`, { key: theirs })).status).toBe(404)

  // Where the member has no access any more, neither has the key, and what it hears ends.
  await perform(database, deactivateMember, owner, { id: memberId })
  expect((await web.ask('GET', '/api/v1/orders', { key: theirs })).status).toBe(401)
  expect((await perform(database, listApiKeys, owner, {})).items.find((one) => one.id === id)).toMatchObject({ member: { id: memberId, name: 'Test contractor' } })
  heard.close()
  witness.close()
})

test('a contractor’s key belongs to whoever makes it unless it names somebody; another key may name nobody', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  expect(await perform(database, createApiKey, owner, { name: 'Mine', role: 'contractor' })).toMatchObject({ member: { id: assigneeOf(owner.actor) } })
  expect(await perform(database, createApiKey, owner, { name: 'Staff', role: 'staff' })).toMatchObject({ member: null })
  await expect(perform(database, createApiKey, owner, { name: 'Staff', role: 'staff', memberId: assigneeOf(owner.actor) })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/memberId' }] })
  const stranger = assigneeOf(organization.caller('staff').actor)
  await expect(perform(database, createApiKey, owner, { name: 'Theirs', role: 'contractor', memberId: stranger })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/memberId', code: 'unknown' }] })
})

test('a position that is none is refused, and nobody hears nothing', async () => {
  expect(await web.ask('GET', '/api/v1/events/stream?after=x', { key })).toMatchObject({ status: 400, json: { type: '/problems/malformed-request' } })
  expect(await web.ask('GET', '/api/v1/events/stream')).toMatchObject({ status: 401 })
})

test('a stream ends with the key that opened it', async () => {
  const brief = await startTestWeb(database, { heartbeatMilliseconds: 50 })
  const doomed = await testKey(database, organization, 'staff')
  const { rows } = await sql<{ id: string }>`SELECT id FROM api_key_presenting(encode(sha256(${doomed}::bytea), 'hex'))`.execute(database.db)
  const response = await fetch(`${brief.address}/api/v1/events/stream`, { headers: { authorization: `Bearer ${doomed}` } })
  const ended = response.text()
  await perform(database, revokeApiKey, organization.caller('owner'), { id: rows[0]?.id })
  expect(await ended).toContain('retry:')
})

test('a connection that never asks for anything does not hold up the stop', async () => {
  const stopping = await startTestWeb(database)
  const { hostname, port } = new URL(stopping.address)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  await stopping.ask('GET', '/healthz')
  const [started] = [performance.now(), await stopping.stop()]
  expect(performance.now() - started).toBeLessThan(3_000)
})

test('stopping ends the streams and lets what is being answered finish', async () => {
  const stopping = await startTestWeb(database)
  const response = await fetch(`${stopping.address}/api/v1/events/stream`, { headers: { authorization: `Bearer ${key}` } })
  const ended = response.text()
  const waiting = await withOrganizationLocked(() => stopping.ask('PATCH', '/api/v1/organization', { key, body: { name: 'Answered' }, headers: { 'if-match': '"1"' } }))
  const stopped = stopping.stop()
  expect(await ended).toContain('retry:')
  await waiting.letGo()
  expect(await waiting.asked).toMatchObject({ status: 200, json: { name: 'Answered' } })
  await stopped
  await expect(stopping.ask('GET', '/healthz')).rejects.toThrow('fetch failed')
})

/** Asks for something that has to wait for a row, and says when it does. */
async function withOrganizationLocked<T>(ask: () => Promise<T>): Promise<{ asked: Promise<T>; letGo(): Promise<void> }> {
  const client = await database.pool.connect()
  await client.query(`BEGIN; SET LOCAL app.organization = '${organization.organizationId}'; SELECT FROM organization WHERE organization_id = '${organization.organizationId}' FOR UPDATE`)
  const asked = ask()
  await vi.waitUntil(async () => (await client.query<{ waiting: number }>('SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted')).rows[0]?.waiting === 1, patience)
  return {
    asked,
    async letGo() {
      await client.query('COMMIT')
      client.release()
    },
  }
}
