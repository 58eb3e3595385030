import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { Numbering } from '#domain/workflows/schema.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopOrderType, type Shop } from '#test/found-shop.ts'
import { listOrders } from './list-orders.ts'
import { newOrderNumber } from './order-number.ts'
import { placeOrder } from './place-order.ts'

const database = testDatabase()
const numbering = (given: Partial<Numbering>): Numbering => ({ pattern: 'R-{sequence}', sequence: 'own', restarts: 'never', perLocation: false, ...given })

async function numberBy(shop: Shop, given: Partial<Numbering>): Promise<void> {
  await perform(database, publishOrderType, shop.caller('owner'), { ...shopOrderType, numbering: numbering(given) })
}

const numbersOf = async (shop: Shop, count: number, given: object = {}) => {
  const numbers: string[] = []
  for (let i = 0; i < count; i++) numbers.push((await shop.order(given)).number)
  return numbers
}

test('numbers begin anew at midnight of the new year in the organization’s own zone', async () => {
  const shop = await foundShop(database, { timeZone: 'Pacific/Auckland' })
  await numberBy(shop, { pattern: 'R-{year}-{sequence:3}', restarts: 'yearly' })
  const placedAt = async (now: string) => (await perform(database, placeOrder, shop.caller('owner'), { orderType: 'shop-order', customer: { firstName: 'Amira' }, lines: [{ sku: 'CLEAN' }] }, { now })).number
  expect(await placedAt('2026-12-31T10:58:00.000Z')).toBe('R-2026-001')
  expect(await placedAt('2026-12-31T10:59:59.999Z')).toBe('R-2026-002')
  expect(await placedAt('2026-12-31T11:00:00.000Z')).toBe('R-2027-001')
  expect(await placedAt('2026-12-31T10:59:59.999Z')).toBe('R-2026-003')
})

test('two nodes that count one sequence at once never give the same number', async () => {
  const shop = await foundShop(database)
  vi.resetModules()
  const otherNode = await import('./order-number.ts')
  expect(otherNode.newOrderNumber).not.toBe(newOrderNumber)
  const claim = (node: typeof newOrderNumber) => withScope(database, shop.caller('owner'), {}, (scope) => node(scope, { key: 'shop-order', numbering: numbering({}) }, undefined))
  const numbers = await Promise.all(Array.from({ length: 120 }, (_, i) => claim(i % 2 === 0 ? newOrderNumber : otherNode.newOrderNumber)))
  expect(new Set(numbers).size).toBe(120)
  expect(numbers.every((number) => /^R-[1-9]\d*$/.test(number))).toBe(true)
})

test('each location counts by itself, and has to be named where there are several', async () => {
  const shop = await foundShop(database)
  const locations = [{ key: 'main', name: 'Main street', code: 'M' }, { key: 'harbour', name: 'Harbour', code: 'H' }]
  await numberBy(shop, { pattern: '{location}-{sequence}', perLocation: true })
  await expect(shop.order()).rejects.toMatchObject({ errors: [{ pointer: '/location', code: 'required' }] })
  await perform(database, updateOrganization, shop.caller('owner'), { locations: locations.slice(0, 1) })
  expect(await shop.order()).toMatchObject({ number: 'M-1', location: 'main' })
  await perform(database, updateOrganization, shop.caller('owner'), { locations })
  await expect(shop.order()).rejects.toMatchObject({ errors: [{ pointer: '/location', code: 'required' }] })
  expect(await numbersOf(shop, 2, { location: 'harbour' })).toEqual(['H-1', 'H-2'])
  expect(await numbersOf(shop, 1, { location: 'main' })).toEqual(['M-2'])
  expect((await perform(database, listOrders, shop.caller('owner'), { location: ['harbour'] })).items.map(({ number }) => number)).toEqual(['H-2', 'H-1'])
})

test('a location with open orders stays, and each has a code of its own', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const locations = [{ key: 'main', name: 'Main street', code: 'M' }, { key: 'harbour', name: 'Harbour', code: 'H' }]
  await perform(database, updateOrganization, owner, { locations })
  await shop.order({ location: 'main' })
  await expect(perform(database, updateOrganization, owner, { locations: locations.slice(1) })).rejects.toMatchObject({ slug: 'in-use', message: expect.stringContaining('“Main street”') as string })
  await perform(database, updateOrganization, owner, { locations: locations.slice(0, 1) })
  await expect(perform(database, updateOrganization, owner, { locations: [...locations, { key: 'third', name: 'Third', code: 'm' }] })).rejects.toMatchObject({ errors: [{ pointer: '/locations/2/code', code: 'duplicate' }] })
})

test('numbers that were used before, by another pattern or elsewhere, are gone past', async () => {
  const shop = await foundShop(database)
  await numberBy(shop, { sequence: 'organization' })
  const before = await numbersOf(shop, 12)
  await numberBy(shop, { sequence: 'own' })
  expect(await numbersOf(shop, 1)).toEqual(['R-1'])
  // Its own count comes to where the organization's was when these numbers were told.
  const [first = 0, last = 0] = [before.at(0), before.at(-1)].map((number) => Number(number?.slice(2)))
  await withScope(database, shop.caller('owner'), {}, ({ db }) => sql`SELECT skip_numbers(${shop.organizationId}, 'shop-order||', ${first - 3})`.execute(db))
  const after = await numbersOf(shop, 15)
  expect(after.filter((number) => before.includes(number))).toEqual([])
  expect(Number(after.at(-1)?.slice(2))).toBeGreaterThan(last)
})

test('another order type cannot be given numbers that look like these', async () => {
  const shop = await foundShop(database)
  const other = { ...shopOrderType, key: 'rental', name: 'Rental', numbering: numbering({ pattern: 'S-{sequence:5}' }) }
  await expect(perform(database, publishOrderType, shop.caller('owner'), other)).rejects.toMatchObject({ errors: [{ pointer: '/numbering/pattern', code: 'duplicate', message: expect.stringContaining('“Shop order”') as string }] })
})

test('an order type says what its orders begin with, where nothing else is said', async () => {
  const shop = await foundShop(database)
  await perform(database, publishOrderType, shop.caller('owner'), { ...shopOrderType, currency: 'EUR', taxRate: 19, taxIncluded: true })
  const placed = await shop.order({ lines: [{ name: 'Repair', unitPrice: { amount: 11900, currency: 'EUR' } }] })
  expect(placed).toMatchObject({ taxIncluded: true, tax: { amount: 1900 }, total: { amount: 11900, currency: 'EUR' } })
  const { rows } = await withScope(database, shop.caller('owner'), { readOnly: true }, ({ db }) => sql<{ rate: number }>`SELECT tax_rate AS rate FROM line_item WHERE order_id = ${placed.id}`.execute(db))
  expect(rows[0]?.rate).toBe(19)
})
