import pg from 'pg'
import { expect, test } from 'vitest'
import { perform } from '#platform/operation.ts'
import { testDatabase, testOwnerUrl } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { countOrders } from './count-orders.ts'

const database = testDatabase()

test('a large archive does not keep what is not archived from being counted', async () => {
  const shop = await foundShop(database)
  const { id } = await shop.order({ channel: 'web' })
  const owner = new pg.Client({ connectionString: testOwnerUrl() })
  await owner.connect()
  await owner.query(`INSERT INTO orders SELECT r.* FROM orders o, generate_series(1, 10001) n,
    LATERAL jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 'X-' || n, 'search_text', '', 'archived_at', now())) r WHERE o.id = $1`, [id])
  await owner.end()
  const count = async (filter: object) => (await perform(database, countOrders, shop.caller('staff'), { channel: ['web'], ...filter })).total
  expect(await count({})).toEqual({ count: 1, isExact: true })
  expect(await count({ archived: true })).toEqual({ count: 10_000, isExact: false })
  expect(await count({ archived: 'any' })).toEqual({ count: 10_001, isExact: false })
  expect(await count({ status: ['accepted'] })).toEqual({ count: 0, isExact: true })
})
