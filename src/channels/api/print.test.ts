import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { shareOrder } from '#features/orders/share-order.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const database = testDatabase()
const web = await startTestWeb(database)
const [shop, neighbour] = [await foundShop(database), await foundShop(database)]
const [key, theirs, contractor] = [await testKey(database, shop, 'staff'), await testKey(database, neighbour, 'owner'), await testKey(database, shop, 'contractor')]
const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('a slip has the number large and as a code, whose it is, every line with its answers, what it costs, and what is to be done', async () => {
  const order = await shop.order({ lines: [{ sku: 'CLEAN', quantity: 2, notes: 'Mind the strap' }], dueAt: '2026-12-24T10:30:00Z' })
  await withScope(database, shop.caller('owner'), {}, async ({ db }) => {
    await sql`UPDATE line_item SET answers = ${JSON.stringify([{ wizard: 'bag', key: 'brand', label: 'Brand <b>', kind: 'text', value: 'Atelier & Co' }, { wizard: 'bag', key: 'width', label: 'Width', kind: 'measurement', value: 32.5, unit: 'cm' }])}::jsonb WHERE order_id = ${order.id}`.execute(db)
    await sql`UPDATE orders SET checklists = ${JSON.stringify([{ id: order.id, name: 'Before it goes out', items: [{ id: order.id, text: 'Photographed', done: null }] }])}::jsonb WHERE id = ${order.id}`.execute(db)
  })
  const { status, text, headers } = await web.ask('GET', `/print/order/${order.id}`, { key })
  expect(status).toBe(200)
  for (const shown of [`<h1 class="number">${order.number}</h1>`, 'Amira Haddad', '2 × Bag clean', 'Brand &lt;b&gt;', 'Atelier &amp; Co', '32.5 cm', 'Mind the strap', '$90.00', 'Thu, Dec 24, 2026', 'Before it goes out', '☐', 'Photographed', 'aria-label="QR code"']) expect(text).toContain(shown)
  expect(text).not.toContain('<script')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(headers.get('cache-control')).toBe('no-store')
})

test('with the customer\'s link its code leads there, if it is this order\'s link', async () => {
  const [order, other] = [await shop.order(), await shop.order()]
  const { link = '' } = await perform(database, shareOrder, shop.caller('owner'), { id: order.id })
  const print = (id: string, raw: string) => web.ask('POST', `/print/order/${id}`, { key, raw, headers: form })
  const printed = await print(order.id, `link=${encodeURIComponent(link)}`)
  expect(printed.status).toBe(200)
  expect(printed.text).toContain('Follow your order')
  expect(printed.text).not.toContain(link)
  expect((await print(other.id, `link=${encodeURIComponent(link)}`)).status).toBe(404)
  expect((await print(order.id, 'link=https://elsewhere.example/o/x')).status).toBe(404)
  expect((await web.ask('POST', `/print/order/${order.id}`, { key, body: { link } })).status).toBe(415)
})

test('it is for those who may read the order; everybody else learns nothing', async () => {
  const order = await shop.order()
  expect((await web.ask('GET', `/print/order/${order.id}`)).status).toBe(401)
  const [foreign, unassigned, nothing] = [await web.ask('GET', `/print/order/${order.id}`, { key: theirs }), await web.ask('GET', `/print/order/${order.id}`, { key: contractor }), await web.ask('GET', '/print/order/x', { key })]
  for (const { status, text } of [foreign, unassigned, nothing]) expect([status, text]).toEqual([404, nothing.text])
})
