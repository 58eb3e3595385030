import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createProduct } from '#features/catalog/create-product.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { assignOrder } from '#features/orders/assign-order.ts'
import { changeLine } from '#features/orders/change-lines.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { revokeOrderLink, shareOrder } from '#features/orders/share-order.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import { saveStatus } from '#features/workflows/save-status.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopStatuses } from '#test/found-shop.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const database = testDatabase()
const web = await startTestWeb(database)
const shop = await foundShop(database, { timeZone: 'Asia/Tokyo' })
const owner = shop.caller('owner')
await perform(database, updateOrganization, owner, { name: 'Ömer & Söhne <b>', brandColor: '#ffd43b', contactPhone: '+81 3 1234', contactEmail: 'hello@example.com' })
await perform(database, saveStatus, owner, { ...shopStatuses.find(({ key }) => key === 'accepted'), customerName: 'We have said yes' })
await perform(database, saveStatus, owner, { ...shopStatuses.find(({ key }) => key === 'waiting'), shownToCustomer: false, name: 'CANARY-hidden-status' })

async function share(id: string): Promise<{ id: string; path: string }> {
  const { id: linkId, link = '' } = await perform(database, shareOrder, owner, { id })
  return { id: linkId, path: link }
}
const textQuestion = (key: string, more = {}) => ({ key, kind: 'text', label: `Question ${key}`, required: false, ...more })
const answerTo = (key: string, value: string) => ({ wizard: 'web-intake', key, label: `Question ${key}`, kind: 'text', value })
const move = (id: string, transition: string, more = {}) => perform(database, moveOrder, owner, { id, transition, ...more })

test('a customer reads where their order stands, since when, what comes next, and what it costs', async () => {
  const order = await shop.order({ lines: [{ sku: 'CLEAN', quantity: 2 }], dueAt: '2026-12-24T20:30:00Z' })
  await move(order.id, 'accept')
  const { status, headers, text } = await web.ask('GET', (await share(order.id)).path)
  expect(status).toBe(200)
  expect(text).toContain(`<h1>Order ${order.number}</h1>`)
  expect(text).toContain('<p class="words">We have said yes</p>')
  expect(text).toMatch(/<dt>Next<\/dt><dd>In the workshop<\/dd>/)
  expect(text).toMatch(/class="step done">New<span class="unseen"> \(done\)/)
  expect(text).toMatch(/class="step now" aria-current="step">We have said yes/)
  expect(text).toContain('2 × Bag clean')
  expect(text).toContain('$90.00')
  // 20:30 in UTC is half past five the next morning where the shop is.
  expect(text).toMatch(/Expected by<\/dt><dd>Fri, Dec 25, 2026, 05:30/)
  expect(text).toContain('Ömer &amp; Söhne &lt;b&gt;')
  expect(text).toContain('href="tel:+8131234"')
  expect(text).not.toContain('<script')
  expect(Buffer.byteLength(text)).toBeLessThan(30 * 1024)
  expect(headers.get('refresh')).toBe('60')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-robots-tag')).toContain('noindex')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'$/)
})

test('nothing that is the staff\'s alone is in it', async () => {
  await perform(database, createProduct, owner, { name: 'Secret cost', kind: 'product', variants: [{ sku: 'COSTLY', price: { amount: 5000, currency: 'USD' }, stock: { tracked: true, onHand: 777_777 } }] })
  const placed = await shop.order({ lines: [{ sku: 'COSTLY', notes: 'CANARY-line-notes' }], tags: ['CANARY-tag'], notes: 'CANARY-notes', additionalNotes: 'CANARY-additional', externalReference: 'CANARY-reference' })
  const order = await perform(database, updateOrder, owner, { id: placed.id, notes: 'CANARY-notes-2' }, { expectedVersion: placed.version })
  const { actor } = shop.caller('staff')
  await perform(database, assignOrder, owner, { id: order.id, add: ['id' in actor ? actor.id : ''] })
  const [line] = order.lines
  await perform(database, changeLine, owner, { id: line?.id, escalated: true, notes: 'CANARY-line-notes-2' })
  await inShop((db) => sql`UPDATE orders SET answers = ${JSON.stringify([{ wizard: 'counter', key: 'condition', label: 'CANARY-label', kind: 'text', value: 'CANARY-answer' }])}::jsonb,
    checklists = ${JSON.stringify([{ id: order.id, name: 'CANARY-checklist', items: [] }])}::jsonb WHERE id = ${order.id}`.execute(db))
  await move(order.id, 'accept')
  await move(order.id, 'hold', { reason: 'CANARY-reason' })
  const { text } = await web.ask('GET', (await share(order.id)).path)
  expect(text).toContain('We have said yes')
  expect(text).toContain('paused')
  for (const internal of ['CANARY', 'Test staff', 'Test owner', '777', 'amira@example.com', 'Haddad', order.id, shop.organizationId, line?.id ?? '', 'escalated', 'Shop road']) expect(text, internal).not.toContain(internal)
})

test('text of customers and staff is text, wherever it stands', async () => {
  const order = await shop.order({ lines: [{ name: '<img src=x onerror=alert(1)>"\'', unitPrice: { amount: 100, currency: 'USD' } }] })
  const { text } = await web.ask('GET', (await share(order.id)).path)
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;')
  expect(text).not.toContain('<img src=x')
})

test('answers are shown where the question is one that customers are asked', async () => {
  const order = await shop.order()
  const definition = { key: 'web-intake', name: 'Web', purpose: 'create', audience: ['customer', 'staff'], channels: ['web'], pages: [{ key: 'one', title: 'One', questions: [textQuestion('model'), textQuestion('suspicion', { visibleTo: ['staff'] })] }] }
  await inShop(async (db) => {
    await sql`INSERT INTO wizard (organization_id, id, key, version, definition, published_at) VALUES (${shop.organizationId}, ${order.id}, 'web-intake', 1, ${JSON.stringify(definition)}::jsonb, now())`.execute(db)
    await sql`INSERT INTO wizard_version (organization_id, wizard_id, version, definition, published_at) VALUES (${shop.organizationId}, ${order.id}, 1, ${JSON.stringify(definition)}::jsonb, now())`.execute(db)
    await sql`UPDATE orders SET answers = ${JSON.stringify([answerTo('model', 'Speedy 30'), answerTo('suspicion', 'CANARY-fake'), answerTo('removed', 'CANARY-removed')])}::jsonb WHERE id = ${order.id}`.execute(db)
  })
  const { text } = await web.ask('GET', (await share(order.id)).path)
  expect(text).toMatch(/<dt>Question model<\/dt><dd>Speedy 30<\/dd>/)
  expect(text).not.toContain('CANARY')
})

test('what was called off or is over says so, promises nothing more, and no longer renews itself', async () => {
  const off = await shop.order()
  await move(off.id, 'call-off', { reason: 'Changed her mind' })
  const answered = await web.ask('GET', (await share(off.id)).path)
  expect(answered.text).toContain('<p class="words">Called off</p>')
  expect(answered.text).not.toContain('<dt>Next</dt>')
  expect(answered.text).not.toContain('Changed her mind')
  expect(answered.headers.get('refresh')).toBeNull()
  const done = await shop.order()
  for (const transition of ['accept', 'start-work', 'hand-over']) await move(done.id, transition)
  const { text } = await web.ask('GET', (await share(done.id)).path)
  expect(text).toMatch(/class="step done">Done/)
  expect(text).not.toContain('aria-current')
})

test('a link opens its order until it is taken back or runs out; no other token opens anything', async () => {
  const order = await shop.order()
  const [first, second] = [await share(order.id), await share(order.id)]
  expect(first.path).not.toBe(second.path)
  await perform(database, revokeOrderLink, owner, { id: first.id })
  expect(await web.ask('GET', first.path)).toMatchObject({ status: 410 })
  expect((await web.ask('GET', second.path)).status).toBe(200)
  await inShop((db) => sql`UPDATE order_link SET expires_at = now() WHERE id = ${second.id}`.execute(db))
  const expired = await web.ask('GET', second.path)
  expect(expired.status).toBe(410)
  expect(expired.text).toContain('This link no longer works')
  const unknown = await web.ask('GET', `/o/${'A'.repeat(43)}`)
  expect(unknown.status).toBe(404)
  for (const token of ['x', `${second.path.slice(3)}x`, '..%2f..', '%00', order.id, "'; drop table orders; --", 'é'.repeat(43)]) {
    const answered = await web.ask('GET', `/o/${encodeURIComponent(token)}`)
    expect([answered.status, answered.text], token).toEqual([404, unknown.text])
  }
})

test('a link cannot be widened, and opens nothing else', async () => {
  const [order, other] = [await shop.order(), await shop.order()]
  const { path } = await share(order.id)
  const token = path.slice(3)
  expect((await web.ask('GET', `${path}?id=${other.id}&organization=${shop.slug}`)).text).toContain(`<h1>Order ${order.number}</h1>`)
  expect((await web.ask('GET', `/api/v1/orders/${order.id}`, { key: token })).status).toBe(401)
  expect((await web.ask('GET', `/api/v1/orders/${order.id}`, { headers: { cookie: `docket=${token}` } })).status).toBe(401)
  expect((await web.ask('POST', path, { body: {} })).status).toBeGreaterThanOrEqual(404)
})

test('only the hash of a token is kept, and only those who may change the order make, see and take back its links', async () => {
  const order = await shop.order()
  const { id, path } = await share(order.id)
  const rows = await inShop(async (db) => (await sql<{ row: string }>`SELECT to_jsonb(l)::text AS row FROM order_link l`.execute(db)).rows)
  expect(rows.map(({ row }) => row).join()).not.toContain(path.slice(3))
  const neighbour = await foundShop(database)
  const [theirs, contractor] = [await testKey(database, neighbour, 'owner'), await testKey(database, shop, 'contractor')]
  expect((await web.ask('POST', `/api/v1/orders/${order.id}/links`, { key: theirs, body: {} })).status).toBe(404)
  expect((await web.ask('GET', `/api/v1/orders/${order.id}/links`, { key: theirs })).status).toBe(404)
  expect((await web.ask('DELETE', `/api/v1/order-links/${id}`, { key: theirs })).status).toBe(404)
  expect((await web.ask('POST', `/api/v1/orders/${order.id}/links`, { key: contractor, body: {} })).status).toBe(403)
  const listed = await web.ask('GET', `/api/v1/orders/${order.id}/links`, { key: await testKey(database, shop, 'staff') })
  expect(listed.json['items']).toMatchObject([{ id, revokedAt: null }])
  expect(listed.text).not.toContain(path.slice(3))
})

const inShop = <T>(work: (db: Parameters<Parameters<typeof withScope>[3]>[0]['db']) => Promise<T>) => withScope(database, owner, {}, ({ db }) => work(db))
