import pg from 'pg'
import { newId } from '#domain/kernel/id.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { createOrganization } from '#features/identity/create-organization.ts'
import { applyBlueprintByKey } from '#features/blueprints/apply-blueprint.ts'
import { placeOrder } from '#features/orders/place-order.ts'
import { perform } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { askMany } from './ask-many.ts'
import { machine, setStage, type Stage } from './stage.ts'

// Lists and counts of an organization with a thousand, a hundred thousand and a million orders, in one database and one run.
// The figure is each p95 against that of the smallest: it must not grow by more than half.
const SIZES = (process.argv[2] ?? '1000,100000,1000000').split(',').map(Number)
const SECONDS = Number(process.argv[3] ?? 5)

const asked = {
  'first page of open orders': '/api/v1/orders?category=placed,in_progress,in_transit&limit=50',
  'first page of everything': '/api/v1/orders?archived=any&limit=50',
  'one rare status': '/api/v1/orders?status=pending&limit=50',
  'by payment, descending': '/api/v1/orders?sort=payment&direction=desc&limit=50',
  'counts of every tab': '/api/v1/orders/counts?view=orders',
  'search by number': '/api/v1/orders?q=B-777&limit=50',
  'search by name': '/api/v1/orders?q=quillfeather&limit=50',
}

const stage = await setStage()
try {
  console.log(machine())
  const shops = []
  for (const size of SIZES) shops.push({ size, key: await foundShopOf(stage, size) })
  for (const [what, path] of Object.entries(asked)) {
    const p95: number[] = []
    for (const { size, key } of shops) {
      const headers = { Authorization: `Bearer ${key}` }
      await askMany(stage.address, { connections: 1, seconds: 1 }, () => ({ method: 'GET', path, headers }))
      const measured = await askMany(stage.address, { connections: 1, seconds: SECONDS }, () => ({ method: 'GET', path, headers }))
      p95.push(measured.p95)
      if (measured.failed > 0) console.log(`${what}: ${measured.failed} of ${size} failed`)
    }
    console.log(`${what}: p95 ${p95.map((ms, i) => `${ms.toFixed(2)} ms at ${SIZES[i]}`).join(', ')}; last/first ${((p95.at(-1) ?? 0) / (p95[0] ?? 1)).toFixed(2)}`)
  }
} finally {
  await stage.strike()
}

/** An organization with so many orders: one is placed by the verb, the others are copies of its row, a month apart in all. */
async function foundShopOf({ database, ownerUrl }: Stage, size: number): Promise<string> {
  const [organizationId, memberId, userId] = [newId(), newId(), newId()]
  const owner: Caller = { organizationId, actor: { kind: 'member', id: memberId, userId, name: 'Bench', role: 'owner' }, origin: 'bench', requestId: 'bench' }
  await withScope(database, owner, {}, async (scope) => {
    await createOrganization(scope, { name: `Bench ${size}`, slug: `bench-${size}`, timeZone: 'UTC', currency: 'USD', owner: { memberId, userId, name: 'Bench', email: `b${size}@example.com` } })
    await applyBlueprintByKey(scope, 'assistant-shop')
  })
  await perform(database, placeOrder, owner, { orderType: 'product-order', customer: { firstName: 'Ada', lastName: 'Quillfeather', email: 'ada@example.com' }, lines: [{ name: 'Lamp', unitPrice: { amount: 4900, currency: 'USD' } }], shippingAddress: { line1: '1 Main Street', city: 'Springfield' } })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // Nine in ten orders are long done; of the rest, a steady few hundred wait in every open status, whatever the size.
    await client.query(`
      WITH statuses AS (SELECT array_agg(id ORDER BY key) AS ids, array_agg(category ORDER BY key) AS categories, array_agg(key ORDER BY key) AS keys FROM status WHERE organization_id = '${organizationId}' AND scope = 'order'),
      numbered AS (SELECT n, CASE WHEN n <= 300 THEN 'pending' WHEN n <= 600 THEN 'in-progress' WHEN n <= 900 THEN 'shipped' WHEN n % 10 = 0 THEN 'cancelled' ELSE 'completed' END AS key FROM generate_series(1, ${size} - 1) n)
      INSERT INTO orders SELECT r.* FROM numbered, orders t, statuses s, LATERAL jsonb_populate_record(t, jsonb_build_object(
        'id', gen_random_uuid(), 'number', 'B-' || n, 'placed_at', now() - n * interval '1 second', 'updated_at', now() - n * interval '1 second',
        'step', key, 'status_id', s.ids[array_position(s.keys, key)], 'category', s.categories[array_position(s.keys, key)],
        'payment_rank', 1 + n % 7, 'total', t.total, 'search_text', 'b-' || n || ' customer ' || md5(n::text) || ' lamp 1 main street springfield',
        'event_sequence', 0, 'event_hash', NULL)) r WHERE t.organization_id = '${organizationId}'`)
    await client.query(`INSERT INTO line_item SELECT r.* FROM orders o JOIN LATERAL (SELECT l FROM line_item l WHERE l.organization_id = '${organizationId}' LIMIT 1) t ON true,
      LATERAL jsonb_populate_record(t.l, jsonb_build_object('id', gen_random_uuid(), 'order_id', o.id)) r WHERE o.organization_id = '${organizationId}' AND o.number LIKE 'B-%'`)
    await client.query(`DELETE FROM order_tally WHERE organization_id = '${organizationId}'; DELETE FROM order_tally_delta WHERE organization_id = '${organizationId}';
      INSERT INTO order_tally SELECT organization_id, order_type_id, status_id, category, payment_status, scheduled_at IS NOT NULL, archived_at IS NOT NULL, count(*) FROM orders
      WHERE organization_id = '${organizationId}' GROUP BY 1, 2, 3, 4, 5, 6, 7`)
    await client.query('VACUUM ANALYZE orders')
    await client.query('VACUUM ANALYZE line_item')
  } finally {
    await client.end()
  }
  return (await perform(database, createApiKey, owner, { name: 'Bench', role: 'owner' })).key ?? ''
}
