import { expect, test } from 'vitest'
import { moveLineItem } from '#features/orders/move-line-item.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase, testOwnerUrl } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { asOwner } from '#test/own-database.ts'
import { openCategories } from '#domain/workflows/category.ts'
import { listStatuses } from '#features/workflows/list-statuses.ts'
import { reorderStatuses } from '#features/workflows/reorder-statuses.ts'

const database = testDatabase()

test('the library says which workflows use a status, and what of what is open stands there', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const [first, second] = [await shop.order({ lines: [{ sku: 'CLEAN' }, { sku: 'TOTE' }] }), await shop.order()]
  await perform(database, moveOrder, owner, { id: first.id, transition: 'accept' })
  await perform(database, moveLineItem, owner, { id: first.lines[0]?.id, toStep: 'doing' })
  await perform(database, moveOrder, owner, { id: second.id, transition: 'call-off', reason: 'No longer wanted' })
  const { items } = await perform(database, listStatuses, owner, {})
  const shown = (key: string) => items.find((status) => status.key === key)
  expect(shown('accepted')).toMatchObject({ openOrders: 1, openLineItems: 0, usedByWorkflows: [{ key: 'shop-road', name: 'Shop road' }] })
  expect(shown('called-off')).toMatchObject({ openOrders: 0 })
  expect(shown('doing')).toMatchObject({ openOrders: 0, openLineItems: 1 })
  // One more is on the order that was called off, and that is not open.
  expect(shown('todo')).toMatchObject({ openLineItems: 1 })
})

test('the library is put in another order; what is not named stays behind, and nothing unknown or said twice is taken', async () => {
  const shop = await foundShop(database)
  const ask = (keys: string[]) => perform(database, reorderStatuses, shop.caller('owner'), { keys })
  const { items } = await ask(['done', 'new'])
  expect(items.map(({ key }) => key).slice(0, 4)).toEqual(['done', 'new', 'accepted', 'working'])
  await expect(ask(['new', 'nothing'])).rejects.toMatchObject({ errors: [{ pointer: '/keys/1', code: 'unknown' }] })
  await expect(ask(['new', 'new'])).rejects.toMatchObject({ errors: [{ pointer: '/keys/1', code: 'duplicate' }] })
  await expect(perform(database, reorderStatuses, shop.caller('manager'), { keys: ['new'] })).rejects.toMatchObject({ slug: 'forbidden' })
})

test('the indexes of what is open say the categories that are', async () => {
  const indexes = await asOwner<{ definition: string }>(testOwnerUrl(), `SELECT indexdef AS definition FROM pg_indexes WHERE indexname IN ('orders_open_by_process', 'line_item_open_by_status')`)
  expect(indexes).toHaveLength(2)
  for (const { definition } of indexes) expect(Array.from(definition.matchAll(/'([a-z_]+)'/g), ([, category]) => category)).toEqual(openCategories)
})
