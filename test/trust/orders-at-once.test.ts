import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { startTestWeb, testKey } from '#test/web.ts'

// Orders that arrive together are written together. Nobody must be able to tell by anything but the speed.
const database = testDatabase()
const web = await startTestWeb(database)

async function openShop() {
  const shop = await foundShop(database)
  const key = await testKey(database, shop, 'owner')
  const place = (lines: object[], { email = 'amira@example.com', idempotencyKey = crypto.randomUUID() }: { email?: string; idempotencyKey?: string } = {}) => web.ask('POST', '/api/v1/orders', {
    key, headers: { 'idempotency-key': idempotencyKey }, body: { orderType: 'shop-order', customer: { firstName: 'Amira', email }, lines },
  })
  const read = (path: string) => web.ask('GET', path, { key })
  return { place, read }
}

test('of forty orders at once each is placed, refused or repeated as if it had come alone', async () => {
  const { place, read } = await openShop()
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => {
    if (i % 10 === 3) return place([{ sku: 'NO-SUCH-THING' }])
    if (i % 10 === 6) return place([{ sku: 'CLEAN' }], { idempotencyKey: 'once' })
    return place([{ sku: 'CLEAN', quantity: i + 1 }], { email: `customer-${i}@example.com` })
  }))
  for (const [i, { status, json }] of answers.entries()) {
    if (i % 10 === 3) expect({ status, json }).toMatchObject({ status: 422, json: { errors: [{ pointer: '/lines/0/sku', code: 'unknown' }] } })
    else if (i % 10 === 6) expect({ status, id: json['id'] }).toEqual({ status: 201, id: answers[6]?.json['id'] })
    else expect({ status, json }).toMatchObject({ status: 201, json: { customer: { email: `customer-${i}@example.com` }, lines: [{ quantity: i + 1 }] } })
  }
  const placed = new Map(answers.filter(({ status }) => status === 201).map(({ json }) => [String(json['id']), json['number']]))
  expect(placed.size).toBe(33)
  expect(new Set(placed.values()).size).toBe(33)
  const listed = await read('/api/v1/orders?limit=100')
  expect((listed.json['items'] as { id: string }[]).map(({ id }) => id).sort()).toEqual([...placed.keys()].sort())
  for (const id of placed.keys()) expect((await read(`/api/v1/orders/${id}/events`)).json).toMatchObject({ items: [{ type: 'order.placed', sequence: 1 }] })
})

test('of thirty who want two of the last ten at once, five get them and twenty-five are told', async () => {
  const { place, read } = await openShop()
  const answers = await Promise.all(Array.from({ length: 30 }, () => place([{ sku: 'TOTE', quantity: 2 }])))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
  const refused = answers.filter(({ status }) => status !== 201)
  for (const { json } of refused) expect(json).toMatchObject({ status: 409, type: '/problems/insufficient-stock', sku: 'TOTE' })
  expect((await read('/api/v1/products?q=tote')).json).toMatchObject({ items: [{ variants: [{ stock: { onHand: 10, reserved: 10 } }] }] })
})

test('forty first orders of one new customer at once make one customer', async () => {
  const { place, read } = await openShop()
  const answers = await Promise.all(Array.from({ length: 40 }, () => place([{ sku: 'CLEAN' }], { email: 'new@example.com' })))
  expect(new Set(answers.map(({ json }) => (json['customer'] as { id: string }).id)).size).toBe(1)
  expect((await read('/api/v1/customers?q=new@example.com')).json).toMatchObject({ items: [{ email: 'new@example.com' }] })
})
