import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { DocketEvent } from '#domain/events.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { replay } from '#domain/orders/replay.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { runImport } from '#features/imports/run-import.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopOrderType, type Shop } from '#test/found-shop.ts'
import { startTestWeb, testKey } from '#test/web.ts'

type Uploaded = { id: string; source: string; columns: string[]; rows: number; mapping: { columns: Record<string, string>; dateFormat: string; decimal: string; currency: string; orderType: string } }
type Finished = { state: string; imported: number; failed: number; duplicates: number; problems: { row: number; column: string | null; message: string }[] }

const database = testDatabase()
const web = await startTestWeb(database)
const sample = (name: string) => readFile(path.join(import.meta.dirname, '../files', name))

async function upload(shop: Shop, content: string | Uint8Array, headers: Record<string, string> = {}) {
  return web.ask('POST', '/api/v1/imports?fileName=orders.csv', { raw: content, headers: { 'content-type': 'text/csv', ...headers }, key: await testKey(database, shop, 'manager') })
}

async function importWhole(shop: Shop, content: string | Uint8Array, mapping: object = {}): Promise<{ uploaded: Uploaded; finished: Finished }> {
  const answered = await upload(shop, content)
  expect(answered).toMatchObject({ status: 201 })
  const uploaded = answered.json as Uploaded
  const key = await testKey(database, shop, 'manager')
  const started = await web.ask('POST', `/api/v1/imports/${uploaded.id}/start`, { body: { mapping: { ...uploaded.mapping, ...mapping } }, key })
  expect(started).toMatchObject({ status: 202, json: { state: 'running' } })
  await runImport(database, { organizationId: shop.organizationId, importId: uploaded.id })
  const finished = await web.ask('GET', `/api/v1/imports/${uploaded.id}`, { key })
  return { uploaded, finished: finished.json as Finished }
}

const facts = (shop: Shop) => withScope(database, shop.caller('owner'), { readOnly: true }, async ({ db }) => (await sql<Record<string, unknown>>`
  SELECT o.number, o.placed_at, o.category, o.payment_status, o.payment_method, o.currency, o.subtotal, o.discount, o.tax, o.shipping, o.total, o.notes, o.tags, o.shipping_address, o.customer,
    (SELECT json_agg(json_build_array(l.name, l.sku, l.quantity, l.unit_price, l.line_discount, l.total) ORDER BY l.index) FROM line_item l WHERE l.organization_id = o.organization_id AND l.order_id = o.id) AS lines
  FROM orders o WHERE o.organization_id = ${shop.organizationId} ORDER BY o.number`.execute(db)).rows)

const listsOf = ({ checklists, lines }: ShownOrder) => [checklists, ...lines.map((line) => line.checklists)].map((lists) => lists.map(({ name, items }) => [name, ...items.map(({ text, done }) => [text, done])]))

/** The lines as the business wrote them: name, SKU, quantity, unit price, discount. */
const written = (order: Record<string, unknown> | undefined) => ((order?.['lines'] ?? []) as unknown[][]).map((line) => line.slice(0, 5))

test('a Shopify export comes in as it is, and what does not add up is named with by how much', async () => {
  const shop = await foundShop(database)
  const { uploaded, finished } = await importWhole(shop, await sample('shopify-orders.csv'))
  expect(uploaded).toMatchObject({ source: 'shopify', rows: 4, mapping: { dateFormat: 'iso', columns: { order_number: 'Name', line_unit_price: 'Lineitem price', order_discount: 'Discount Amount' } } })
  expect(finished).toMatchObject({ state: 'finished', imported: 2, failed: 1 })
  expect(finished.problems).toEqual([{ row: 5, column: 'Total', message: 'Line items, discount, shipping and tax make 10.00; that is 2.00 less than the file says.' }])
  const [first, second] = await facts(shop)
  expect(first).toMatchObject({
    number: '#2001', placed_at: '2026-03-02T15:14:51.000Z', payment_status: 'paid', subtotal: 12000, discount: 600, tax: 1011, shipping: 850, total: 13261, notes: 'Please ring\ntwice', tags: ['vip', 'spring'],
    shipping_address: { line1: '1 Main Street', line2: 'Flat 2', city: 'Boston', region: 'MA', postalCode: '02116', country: 'US' }, customer: { name: 'Amira Haddad', email: 'amira@example.com' },
  })
  expect(written(first)).toEqual([['Linen shirt - M', 'LS-M', 2, 4500, 0], ['Socks, "wool"', 'SOX', 1, 3000, 0]])
  // Its total holds the tax already.
  expect(second).toMatchObject({ number: '#2002', category: 'cancelled', payment_status: 'refunded', tax: 479, total: 3000 })
})

test('a WooCommerce export comes in, though the rows of an order are not neighbours and its lines are less the discount already', async () => {
  const shop = await foundShop(database, { timeZone: 'Europe/Berlin' })
  const { uploaded, finished } = await importWhole(shop, await sample('woocommerce-orders.csv'))
  expect(uploaded.source).toBe('woocommerce')
  expect(finished).toMatchObject({ imported: 2, failed: 0, problems: [] })
  const [first, second] = await facts(shop)
  expect(first).toMatchObject({ number: 'W-812', placed_at: '2026-02-11T13:03:22.000Z', currency: 'EUR', tax: 931, shipping: 490, total: 6321, payment_status: 'paid' })
  expect(written(first)).toEqual([['Teekanne', 'TK-1', 1, 3400, 0], ['Untersetzer', null, 3, 500, 0]])
  expect(second).toMatchObject({ number: 'W-813', payment_status: 'unpaid', total: 2000 })
})

test('what goes out comes in elsewhere as the same orders, with formulas harmless on the way', async () => {
  const shop = await foundShop(database)
  await shop.order({ lines: [{ sku: 'TOTE', quantity: 2 }, { name: '=1+1', unitPrice: { amount: 333, currency: 'USD' }, quantity: 3 }], discount: { amount: 700, currency: 'USD' }, shipping: { amount: 500, currency: 'USD' }, notes: '+1\n"two"', tags: ['a', 'b'], shippingAddress: { line1: '1 Main', city: 'Springfield', country: 'US' } })
  await shop.order({ customer: { firstName: '@Bob', phone: '+1 212 555 0123' }, lines: [{ sku: 'SET' }] })
  const key = await testKey(database, shop, 'manager')
  const exported = await web.ask('GET', '/api/v1/orders/export?format=csv', { key })
  expect(exported.headers.get('content-disposition')).toMatch(/attachment; filename="orders-.*\.csv"/)
  expect(exported.text).toContain("'=1+1")
  expect(exported.text).toContain("'@Bob")
  const other = await foundShop(database)
  const { uploaded, finished } = await importWhole(other, exported.text)
  expect(uploaded).toMatchObject({ source: 'docket', mapping: { dateFormat: 'iso' } })
  expect(finished).toMatchObject({ imported: 2, failed: 0, problems: [] })
  expect(await facts(other)).toEqual((await facts(shop)).map((order) => ({ ...order, lines: expect.anything() as unknown })))
  const both = [await facts(shop), await facts(other)].map((orders) => orders.map(written))
  expect(both[1]).toEqual(both[0])
  const whole = await web.ask('GET', '/api/v1/orders/export?format=json&channel=import', { key: await testKey(database, other, 'manager') })
  expect((whole.json['orders'] as { number: string }[]).length).toBe(2)
  expect((await web.ask('GET', '/api/v1/orders/export', { key: await testKey(database, shop, 'staff') })).status).toBe(403)
})

test('the same file with the same key is the same import; the same key with another file is a mistake', async () => {
  const shop = await foundShop(database)
  const content = 'Order ID;Kunde;Artikel;Menge;Einzelpreis\r\nA-1;Ann;Tasse;2;1.234,50\r\n'
  const [first, again, other] = [await upload(shop, content, { 'idempotency-key': 'one' }), await upload(shop, content, { 'idempotency-key': 'one' }), await upload(shop, `${content}x`, { 'idempotency-key': 'one' })]
  expect(again.json['id']).toBe(first.json['id'])
  expect(first.json).toMatchObject({ columns: ['Order ID', 'Kunde', 'Artikel', 'Menge', 'Einzelpreis'], mapping: { decimal: ',' } })
  expect(other).toMatchObject({ status: 422, json: { type: expect.stringContaining('idempotency-key-reused') as unknown } })
})

test('a preview names every problem with its row and column, and changes nothing', async () => {
  const shop = await foundShop(database)
  const rows = ['Order ID,Order Date,Customer Name,Product Name,Quantity,Unit Price', 'A-1,2026-02-31,Ann,Mug,1,5', 'A-2,2026-02-01,,Mug,1,5', 'A-3,2026-02-01,Cy,Mug,-1,5', 'A-4,2026-02-01,Di,Mug,1,five', 'A-5,2026-02-01,Ed,Mug,1,5', ',2026-02-01,Ed,Mug,1,5']
  const uploaded = (await upload(shop, rows.join('\n'))).json as Uploaded
  const key = await testKey(database, shop, 'manager')
  const preview = await web.ask('POST', `/api/v1/imports/${uploaded.id}/preview`, { body: { mapping: { ...uploaded.mapping, dateFormat: 'iso', columns: { ...uploaded.mapping.columns, placed_at: 'Order Date' } } }, key })
  expect(preview).toMatchObject({ status: 200, json: { rows: 6, orders: 5, problemCount: 5, sample: [{ number: 'A-5', customer: 'Ed', lines: 1, total: { amount: 500, currency: 'USD' } }] } })
  expect((preview.json['problems'] as Finished['problems']).map(({ row, column }) => [row, column])).toEqual([[2, 'Order Date'], [3, 'Customer Name'], [4, 'Quantity'], [5, 'Unit Price'], [7, 'Order ID']])
  expect(await facts(shop)).toEqual([])
  const wrong = await web.ask('POST', `/api/v1/imports/${uploaded.id}/start`, { body: { mapping: { ...uploaded.mapping, columns: { ...uploaded.mapping.columns, notes: 'Nothing' } } }, key })
  expect(wrong).toMatchObject({ status: 422, json: { errors: [{ pointer: '/mapping/columns/notes' }] } })
})

test.each([
  ['an empty file', '', 422], ['one line without end', `a,b\n${'x'.repeat(3_000_000)}`, 422], ['one quote without end', `a,b\n"${'x,\n'.repeat(1_000_000)}`, 422],
  ['a NUL', 'a,b\n1,\0\n', 422], ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0x01]), 422], ['a spreadsheet', Buffer.from('PK\x03\x04abc'), 422],
  ['Latin-1', Buffer.from('Order ID,Kunde\n1,M\xfcller\n', 'latin1'), 422], ['UTF-16', Buffer.from('\ufeffa,b\n1,2', 'utf16le'), 422],
  ['5,000 columns', `${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',')}\n1\n`, 422], ['a header alone', 'Order ID,Customer\n', 422], ['one column', 'x\n1\n', 422],
])('%s is refused in words and leaves nothing behind', async (_name, content, status) => {
  const shop = await foundShop(database)
  const answered = await upload(shop, content)
  expect(answered).toMatchObject({ status, headers: expect.anything() as unknown })
  expect(answered.json['detail']).toMatch(/^.{15,}\.$/s)
  const list = await web.ask('GET', '/api/v1/imports', { key: await testKey(database, shop, 'manager') })
  expect(list.json).toEqual({ items: [], nextCursor: null })
})

test('imported orders get the checklists of their order type and products, as placed ones do, and their record says so', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  await perform(database, publishOrderType, owner, { ...shopOrderType, checklists: [{ name: 'Before work', items: ['Access code', 'Deposit'] }] })
  await perform(database, createProduct, owner, { name: 'Home shoot', kind: 'service', variants: [{ sku: 'SHOOT', price: { amount: 5000, currency: 'USD' } }], checklists: [{ name: 'Shoot', items: ['RAWs'] }] })
  const placed = await shop.order({ lines: [{ sku: 'SHOOT' }, { name: 'Snack', unitPrice: { amount: 100, currency: 'USD' } }] })
  await importWhole(shop, 'Order ID,Customer Name,SKU,Product Name,Quantity,Unit Price\nC-1,Ann,SHOOT,Home shoot,1,50\nC-1,Ann,,Snack,1,1\n')
  const key = await testKey(database, shop, 'manager')
  const [listed] = (await web.ask('GET', '/api/v1/orders?channel=import', { key })).json['items'] as { id: string }[]
  const imported = (await web.ask('GET', `/api/v1/orders/${listed?.id}`, { key })).json as unknown as ShownOrder
  expect(listsOf(imported)).toEqual([[['Before work', ['Access code', null], ['Deposit', null]]], [['Shoot', ['RAWs', null]]], []])
  expect(listsOf(imported)).toEqual(listsOf(placed))

  const ticked = imported.lines[0]?.checklists[0]
  await web.ask('POST', `/api/v1/orders/${listed?.id}/checklists/${ticked?.id}/ticks`, { body: { itemId: ticked?.items[0]?.id }, key })
  const events = (await web.ask('GET', `/api/v1/orders/${listed?.id}/events`, { key })).json['items'] as DocketEvent[]
  const now = (await web.ask('GET', `/api/v1/orders/${listed?.id}`, { key })).json as unknown as ShownOrder
  const replayed = replay(events.toReversed())
  for (const list of [...now.checklists, ...now.lines.flatMap(({ checklists }) => checklists)]) {
    expect(replayed.checklists.get(list.id)?.items.map(({ text, isDone }) => [text, isDone])).toEqual(list.items.map(({ text, done }) => [text, done !== null]))
  }
  expect(replayed.checklists.get(ticked?.id ?? '')?.items).toMatchObject([{ text: 'RAWs', isDone: true }])
})
