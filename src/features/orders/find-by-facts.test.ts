import pg from 'pg'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { perform } from '#platform/operation.ts'
import { withScope, type Scope } from '#platform/scope.ts'
import { testDatabase, testOwnerUrl } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { findByFacts } from './find-by-facts.ts'
import { listOrders } from './list-orders.ts'
import { planFilter } from './order-filter.ts'

const database = testDatabase()

test('the one order of a channel is found among thousands without reading the others; where orders have too little in common it is still listed', async () => {
  const shop = await foundShop(database)
  const staff = shop.caller('staff')
  const { id } = await shop.order({ channel: 'web' })
  const { id: common } = await shop.order({ channel: 'counter' })
  const owner = new pg.Client({ connectionString: testOwnerUrl() })
  await owner.connect()
  try {
    await owner.query(`INSERT INTO orders SELECT r.* FROM orders o, generate_series(1, 3000) n,
      LATERAL jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 'X-' || n, 'step', CASE WHEN n % 2 = 0 THEN 'accepted' ELSE o.step END)) r WHERE o.id = $1`, [common])
    await owner.query('ANALYZE orders')
    const asked = { limit: 51, byPlacing: { direction: 'desc', beyond: [] } } as const
    const { found, few, read } = await withScope(database, staff, { readOnly: true }, async (scope) => {
      const plan = await planFilter(scope, { channel: ['web'] })
      return { found: await findByFacts(scope, plan, asked), few: await findByFacts(scope, plan, { limit: 10 }), read: await rowsRead(scope) }
    })
    expect([found, few]).toEqual([[id], [id]])
    expect(read).toBeLessThan(30)

    await owner.query(`UPDATE orders SET step = 'step-' || number WHERE organization_id = $1 AND number < 'X-2'`, [shop.organizationId])
    expect(await withScope(database, staff, { readOnly: true }, async (scope) => findByFacts(scope, await planFilter(scope, { channel: ['web'] }), asked))).toBeUndefined()
    expect((await perform(database, listOrders, staff, { channel: ['web'] })).items.map((order) => order.id)).toEqual([id])
  } finally {
    await owner.end()
  }
})

/** Rows of orders that this transaction has looked at, by an index or without. */
async function rowsRead(scope: Scope): Promise<number> {
  const { rows } = await sql<{ read: number }>`SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) AS read FROM pg_stat_xact_user_tables WHERE relname = 'orders'`.execute(scope.db)
  return Number(rows[0]?.read)
}
