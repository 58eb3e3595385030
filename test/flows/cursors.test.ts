import { expect, test } from 'vitest'
import { listProducts } from '#features/catalog/list-products.ts'
import { listCustomers } from '#features/customers/list-customers.ts'
import { listMembers } from '#features/identity/list-members.ts'
import { listImports } from '#features/imports/list-imports.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { listEvents, listOrderEvents } from '#features/orders/list-order-events.ts'
import { listOrders } from '#features/orders/list-orders.ts'

const database = testDatabase()
const refused = { slug: 'malformed-request', errors: [expect.objectContaining({ pointer: '/cursor' })] }
const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
const tagIn = (cursor: string) => String((JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[])[0])

test('a cursor leads on only in the list, filter, sort, direction and organization it was given out for', async () => {
  const [shop, other] = [await foundShop(database), await foundShop(database)]
  const owner = shop.caller('owner')
  for (const i of [1, 2, 3]) await shop.order({ customer: { email: `c${i}@example.com` } })
  const list = (more: object, caller = owner) => perform(database, listOrders, caller, { limit: 1, ...more })
  const cursor = (await list({})).nextCursor ?? ''
  expect((await list({ cursor, limit: 2 })).items).toHaveLength(2)
  for (const more of [{ sort: 'total' }, { sort: 'due_at' }, { sort: 'updated_at' }, { direction: 'asc' }, { channel: ['api'] }, { q: 'amira' }]) {
    await expect(list({ ...more, cursor }), JSON.stringify(more)).rejects.toMatchObject(refused)
  }
  await expect(list({ cursor }, other.caller('owner'))).rejects.toMatchObject(refused)
  await expect(perform(database, listEvents, owner, { cursor })).rejects.toMatchObject(refused)
})

test('a cursor nobody gave out is refused on every list, also one with the right tag', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const orders = [await shop.order(), await shop.order({ customer: { email: 'b@example.com' } })]
  const id = orders[0]?.id ?? ''
  const lists: [Operation, object?][] = [
    [listOrders], [listProducts], [listCustomers], [listMembers], [listImports], [listEvents], [listOrderEvents, { id }],
  ]
  for (const [list, more = {}] of lists) {
    const ask = (cursor: string) => perform(database, list, owner, { ...more, cursor, limit: 1 })
    for (const odd of ['', 'x', cursorOf('x', 'y'), cursorOf(1), cursorOf(), cursorOf('x', null, null), cursorOf('00000000', 'exact', 'a', 'b')]) {
      await expect(ask(odd), `${list.contract.name} ${odd}`).rejects.toMatchObject(refused)
    }
    const page = (await perform(database, list, owner, { ...more, limit: 1 })) as { nextCursor: string | null }
    if (page.nextCursor === null) continue
    for (const parts of [['x', 'y'], ['2026-02-31T00:00:00.000Z', 'x'], [null, id], [1.5], [{}], ['exact', 'a', 'b']]) {
      await expect(ask(cursorOf(tagIn(page.nextCursor), ...parts)), `${list.contract.name} ${JSON.stringify(parts)}`).rejects.toMatchObject(refused)
    }
  }
})
