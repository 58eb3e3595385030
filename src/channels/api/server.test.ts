import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { problems } from '#domain/kernel/refusal.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { openLog } from '#platform/log.ts'
import { startTestWeb, testKey } from '#test/web.ts'
import { openMetrics } from './metrics.ts'
import { startMetricsPort } from './metrics-port.ts'

const database = testDatabase()
const metrics = openMetrics(database)
const web = await startTestWeb(database, { metrics })
const organization = await foundTestOrganization(database)
const key = await testKey(database, organization, 'owner')
const unknownId = '01890000-0000-7000-8000-000000000000'

test('it says that it runs and that it can work, and how it is doing on a port of its own alone', async () => {
  expect((await web.ask('GET', '/healthz')).json).toEqual({ status: 'running' })
  expect((await web.ask('GET', '/readyz')).json).toEqual({ status: 'ready' })
  expect((await web.ask('GET', '/metrics')).status).toBe(404)
  const port = await startMetricsPort({ metrics, settings: { host: '127.0.0.1', port: 0, isChosen: true }, log: openLog('fatal', { readable: true }) })
  if (!port) throw new Error('The metrics are not answered')
  afterAll(() => port.stop())
  const text = await (await fetch(`${port.address}/metrics`)).text()
  expect(text).toMatch(/docket_http_request_duration_seconds_count\{method="GET",route="\/readyz",status="200"\} \d/)
  expect(text).toMatch(/docket_database_connections\{state="idle"\} \d/)
  expect(text).toMatch(/docket_outbox_waiting \d/)
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds/)
  for (const path of ['/', '/healthz', '/api/v1/installation']) expect((await fetch(port.address + path)).status, path).toBe(404)
})

test('a port that somebody chose for the metrics must be free; the usual one may be another Docket’s', async () => {
  const taken = { host: '127.0.0.1', port: Number(new URL(web.address).port) }
  const log = openLog('silent', { readable: true })
  await expect(startMetricsPort({ metrics, settings: { ...taken, isChosen: true }, log })).rejects.toThrow('Choose another METRICS_PORT')
  expect(await startMetricsPort({ metrics, settings: { ...taken, isChosen: false }, log })).toBeUndefined()
})

test('a key opens its organization, and nothing else does', async () => {
  expect(await web.ask('GET', '/api/v1/orders', { key })).toMatchObject({ status: 200, json: { items: [] } })
  expect(await web.ask('GET', '/api/v1/orders')).toMatchObject({ status: 401, json: { type: '/problems/unauthenticated' } })
  expect(await web.ask('GET', '/api/v1/orders', { key: 'wrong' })).toMatchObject({ status: 401 })
  expect(await web.ask('GET', '/api/v1/orders', { headers: { authorization: 'Basic eDp5' } })).toMatchObject({ status: 401 })
  expect((await web.ask('GET', '/api/v1/orders')).headers.get('www-authenticate')).toContain('Bearer')
})

test('an organization one does not belong to is answered like one that is not there', async () => {
  const other = await foundTestOrganization(database)
  const [theirs, nobodys] = [await web.ask('GET', '/api/v1/orders', { key, headers: { 'docket-organization': other.slug } }), await web.ask('GET', '/api/v1/orders', { key, headers: { 'docket-organization': 'never-founded' } })]
  expect(theirs).toMatchObject({ status: 404, json: { type: '/problems/not-found' } })
  expect({ ...theirs.json, instance: '' }).toEqual({ ...nobodys.json, instance: '' })
})

test('an address that answers other methods lists them', async () => {
  const answered = await web.ask('PUT', '/api/v1/orders', { key, body: {} })
  expect(answered).toMatchObject({ status: 405, json: { type: '/problems/method-not-allowed' } })
  expect(answered.headers.get('allow')).toBe('GET, HEAD, POST')
  expect((await web.ask('POST', '/api/v1/nothing', { key, body: {} })).json).toMatchObject({ type: '/problems/not-found' })
  expect((await web.ask('GET', '/api/v1/nothing', { key })).json).toMatchObject({ type: '/problems/not-found' })
  expect((await web.ask('DELETE', '/healthz')).status).toBe(405)
})

test('every answer carries an id of its own, never the asker\'s, and what a browser must know', async () => {
  const { headers, json } = await web.ask('GET', '/api/v1/orders', { headers: { 'x-request-id': 'mine' } })
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(json['instance']).toBe(headers.get('x-request-id'))
  expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect(headers.get('cache-control')).toBe('no-store')
})

test('headers that cannot be right are malformed, missing ones are asked for', async () => {
  const stockPath = `/api/v1/variants/${unknownId}/stock-adjustments`
  const orderPath = `/api/v1/orders/${unknownId}`
  expect(await refused(stockPath, 'POST', {})).toEqual([400, 'idempotency-key-missing'])
  expect(await refused(stockPath, 'POST', { 'idempotency-key': 'x'.repeat(256) })).toEqual([400, 'malformed-request'])
  expect(await refused(stockPath, 'POST', { 'idempotency-key': 'a b' })).toEqual([400, 'malformed-request'])
  expect(await refused(stockPath, 'POST', { 'idempotency-key': 'x'.repeat(255) })).toEqual([404, 'not-found'])
  expect(await refused(orderPath, 'PATCH', {})).toEqual([428, 'precondition-required'])
  for (const tag of ['7', '*', '"x"', 'W/"7"', '"7", "8"', '"-1"', '']) expect(await refused(orderPath, 'PATCH', { 'if-match': tag }), tag).toEqual([400, 'malformed-request'])
  expect(await refused(orderPath, 'PATCH', { 'if-match': '"7"' })).toEqual([404, 'not-found'])
})

test('a body may not repeat the address, and a change takes no query', async () => {
  expect(await web.ask('POST', `/api/v1/orders/${unknownId}/archive`, { key, body: { id: unknownId } })).toMatchObject({ status: 422, json: { errors: [{ pointer: '/id', code: 'unknown' }] } })
  expect(await web.ask('POST', '/api/v1/api-keys?role=owner', { key, body: { name: 'x', role: 'staff' } })).toMatchObject({ status: 400 })
  expect(await web.ask('DELETE', `/api/v1/api-keys/${unknownId}`, { key, body: { a: 1 } })).toMatchObject({ status: 400 })
  expect(await web.ask('POST', `/api/v1/orders/${unknownId}/archive`, { key })).toMatchObject({ status: 404 })
})

test('what is read may be read again for nothing while it has not changed', async () => {
  const first = await web.ask('GET', '/api/v1/organization', { key })
  const etag = first.headers.get('etag') ?? ''
  expect(first.status).toBe(200)
  expect(etag).toBe(`"${String(first.json['version'])}"`)
  expect(await web.ask('GET', '/api/v1/organization', { key, headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, text: '' })
  expect(await web.ask('GET', '/api/v1/organization', { key, headers: { 'if-none-match': '"999"' } })).toMatchObject({ status: 200 })
})

test('a stale version is refused, and the current one goes through', async () => {
  const { headers } = await web.ask('GET', '/api/v1/organization', { key })
  const etag = headers.get('etag') ?? ''
  const changed = await web.ask('PATCH', '/api/v1/organization', { key, body: { name: 'Renamed' }, headers: { 'if-match': etag } })
  expect(changed).toMatchObject({ status: 200, json: { name: 'Renamed' } })
  expect(await web.ask('PATCH', '/api/v1/organization', { key, body: { name: 'Lost update' }, headers: { 'if-match': etag } })).toMatchObject({ status: 412, json: { type: '/problems/precondition-failed' } })
})

test('every problem has a page that explains it', async () => {
  for (const slug of [...Object.keys(problems), 'defect']) {
    const { status, text } = await web.ask('GET', `/problems/${slug}`)
    expect(status, slug).toBe(200)
    expect(text, slug).toContain('<main>')
  }
  expect(await web.ask('GET', '/problems/constructor')).toMatchObject({ status: 404 })
})

test.each([
  ['GET / HTTP/1.1\r\nHost: x\r\nX-Large: ' + 'x'.repeat(40_000) + '\r\n\r\n', 431, 'headers-too-large'],
  ['NONSENSE\r\n\r\n', 400, 'malformed-request'],
  ['GET /api/v1/orders?q=' + 'x'.repeat(9_000) + ' HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 414, 'uri-too-long'],
  ['GET /api/v1/orders/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400, 'malformed-request'],
  ['POST /api/v1/api-keys HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}', 400, 'malformed-request'],
])('what is hardly HTTP gets the same kind of answer', async (sent, status, slug) => {
  const received = await sendRaw(sent)
  expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(received.toLowerCase()).toContain('content-type: application/problem+json')
  expect(received).toContain(`/problems/${slug}`)
})

async function refused(path: string, method: string, headers: Record<string, string>): Promise<[number, string]> {
  const { status, json } = await web.ask(method, path, { key, headers, body: method === 'PATCH' ? {} : { change: 1, reason: 'Counted' } })
  return [status, String(json['type']).replace('/problems/', '')]
}

async function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(web.address)
  const socket = connect(Number(port), hostname)
  socket.end(text)
  let received = ''
  for await (const chunk of socket) received += String(chunk)
  return received
}

test('a port that is taken is told in words', async () => {
  await expect(startTestWeb(database, { port: Number(new URL(web.address).port) })).rejects.toThrow(/^Docket cannot listen on 127\.0\.0\.1:\d+: another program does already\. Set PORT or HOST to another\.$/)
})
