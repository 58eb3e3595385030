import pg from 'pg'
import { newId } from '#domain/kernel/id.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { createOrganization } from '#features/identity/create-organization.ts'
import { applyBlueprintByKey } from '#features/blueprints/apply-blueprint.ts'
import { placeOrder } from '#features/orders/place-order.ts'
import { perform } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { askMany } from './ask-many.ts'
import { median } from './median.ts'
import { benchCaller, findOwner, machine, setStage, type Stage } from './stage.ts'

// Lists and counts of an organization with a thousand, a hundred thousand and a million orders, in one database and one run.
// The figure is each p95 against that of the smallest: it must not grow by more than half. The sizes take turns, several times,
// so that whatever else the machine does meets them all; of each size's p95s the middle one counts.
const SIZES = (process.argv[2] ?? '1000,100000,1000000').split(',').map(Number)
const SECONDS = Number(process.argv[3] ?? 1)
const ROUNDS = Number(process.argv[4] ?? 5)
const ONLY = process.argv[5]

/** An organization that is asked, and what a path may name in it: its people, and one of its customers, who has fifty orders. */
type Shop = { size: number; newKey: () => Promise<string>; manager: string; helper: string; contractor: string; customer: string }

const DAY = 86_400_000
const day = (fromToday: number) => new Date(Date.now() + fromToday * DAY).toISOString().slice(0, 10)

// The views of the four blueprints, and what people do in them all day.
const asked: Record<string, (shop: Shop) => string> = {
  'first page of open orders': () => 'category=placed,in_progress,in_transit&limit=50',
  'first page of everything': () => 'archived=any&limit=50',
  'all that is not archived': () => 'limit=50',
  'the oldest that is not archived': () => 'sort=placed_at&direction=asc&limit=50',
  'one rare status': () => 'status=pending&limit=50',
  'one common status': () => 'status=completed&limit=50',
  'not scheduled': () => 'scheduled=false&archived=false&limit=50',
  'archived': () => 'archived=true&limit=50',
  'by payment, descending': () => 'sort=payment&direction=desc&limit=50',
  'by total, descending': () => 'sort=total&direction=desc&limit=50',
  'archived by appointment': () => 'archived=true&sort=scheduled_at&direction=desc&limit=50',
  'by due date': () => 'sort=due_at&direction=asc&limit=50',
  'by appointment': () => 'sort=scheduled_at&direction=desc&limit=50',
  'by last change': () => 'sort=updated_at&limit=50',
  'one status by due date': () => 'status=pending&sort=due_at&direction=asc&limit=50',
  'open by due date': () => 'category=placed,in_progress,in_transit&sort=due_at&direction=asc&limit=50',
  'common status by total': () => 'status=completed&sort=total&direction=desc&limit=50',
  'unpaid': () => 'paymentStatus=unpaid&limit=50',
  'by manager': ({ manager }) => `manager=${manager}&limit=50`,
  'without a manager': () => 'manager=none&limit=50',
  'by assignee who does much': ({ helper }) => `assignee=${helper}&limit=50`,
  'by assignee who does little': ({ contractor }) => `assignee=${contractor}&limit=50`,
  'open of an assignee': ({ helper }) => `assignee=${helper}&category=placed,in_progress,in_transit&limit=50`,
  'of a customer': ({ customer }) => `customer=${customer}&limit=50`,
  'by a common tag': () => 'tag=gift&limit=50',
  'by a rare tag': () => 'tag=vip&limit=50',
  'by channel': () => 'channel=web&limit=50',
  'by a channel nobody orders through': () => 'channel=counter&limit=50',
  'by a location nobody orders at': () => 'location=north&limit=50',
  'by a rare step': () => 'step=shipped&limit=50',
  'one rare status of a channel': () => 'channel=web&status=pending&limit=50',
  'a rare step by total': () => 'step=shipped&sort=total&limit=50',
  'unpaid of a channel nobody orders through': () => 'channel=counter&paymentStatus=unpaid&limit=50',
  'placed in two months': () => `placedFrom=${day(-90)}&placedTo=${day(-30)}&limit=50`,
  'due in two weeks': () => `dueFrom=${day(0)}&dueTo=${day(14)}&sort=due_at&direction=asc&limit=10`,
  'search by number': ({ size }) => `q=B-${size - 1}&limit=50`,
  'search by the beginning of a number': () => 'q=B-777&limit=50',
  'search by name': () => 'q=quillfeather&limit=50',
  'search by a mistyped name': () => 'q=quilfeather&limit=50',
  'search by phone': () => `q=${encodeURIComponent('+1 439 155 3597')}&limit=50`,
}
// Further pages are found by turning pages.
const turned: Record<string, { query: string; page: number }> = {
  'second page of ten': { query: 'archived=any&limit=10', page: 2 },
  'hundredth page of ten': { query: 'archived=any&limit=10', page: 100 },
  'tenth page of open orders': { query: 'category=placed,in_progress,in_transit&limit=10', page: 10 },
}

const stage = await setStage()
try {
  console.log(machine())
  const shops: Shop[] = []
  for (const size of SIZES) shops.push(await shopOf(stage, size))
  for (const [what, queryFor] of Object.entries(asked)) await compare(what, shops, async (shop) => `/api/v1/orders?${queryFor(shop)}`)
  for (const [what, { query, page }] of Object.entries(turned)) await compare(what, shops, (shop) => turnTo(stage.address, shop, `/api/v1/orders?${query}`, page))
  await compare('counts of every tab', shops, async () => '/api/v1/orders/counts?view=orders')
} finally {
  await stage.strike()
}

async function compare(what: string, shops: Shop[], pathFor: (shop: Shop) => Promise<string>): Promise<void> {
  if (ONLY !== undefined && !new RegExp(ONLY).test(what)) return
  const paths = await Promise.all(shops.map(pathFor))
  const measured = shops.map((): { p50: number; p95: number }[] => [])
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, { newKey, size }] of shops.entries()) {
      const headers = { Authorization: `Bearer ${await newKey()}` }
      const { p50, p95, failed } = await askMany(stage.address, { connections: 1, seconds: SECONDS }, () => ({ method: 'GET', path: paths[i] ?? '', headers }))
      if (failed > 0) console.log(`${what}: ${failed} of ${size} failed`)
      // The first round warms up.
      if (round > 0) measured[i]?.push({ p50, p95 })
    }
  }
  const figures = (name: 'p50' | 'p95') => {
    const middles = measured.map((rounds) => median(rounds.map((round) => round[name])))
    return `${name} ${middles.map((ms) => ms.toFixed(2)).join(' / ')} ms = ${middles.map((ms) => (ms / (middles[0] ?? 1)).toFixed(2)).join(' / ')}`
  }
  console.log(`${what}: ${figures('p95')}; ${figures('p50')}`)
}

/** The path of a page by the cursor of the one before it. */
async function turnTo(address: string, { newKey }: Shop, path: string, page: number): Promise<string> {
  const headers = { Authorization: `Bearer ${await newKey()}` }
  let at = path
  for (let turned = 1; turned < page; turned++) {
    const answer = await fetch(address + at, { headers })
    const { nextCursor } = (await answer.json()) as { nextCursor: string | null }
    if (nextCursor === null) throw new Error(`${path} has only ${turned} pages`)
    at = `${path}&cursor=${encodeURIComponent(nextCursor)}`
  }
  return at
}

async function shopOf({ database, ownerUrl }: Stage, size: number): Promise<Shop> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const owner = (await findOwner(ownerUrl, `bench-${size}`)) ?? (await foundShopOf({ database, client }, size))
    const { rows: people } = await client.query<{ id: string; name: string }>('SELECT id, name FROM member WHERE organization_id = $1', [owner.organizationId])
    const { rows: customers } = await client.query<{ id: string }>(`SELECT id FROM customer WHERE organization_id = $1 AND name = 'Customer 1'`, [owner.organizationId])
    const person = (name: string) => people.find((one) => one.name === name)?.id ?? ''
    return {
      // One for each round: a caller's rate is limited.
      size, newKey: async () => (await perform(database, createApiKey, owner, { name: 'Bench', role: 'owner' })).key ?? '',
      manager: person('Person 2'), helper: person('Person 3'), contractor: person('Person 0'), customer: customers[0]?.id ?? '',
    }
  } finally {
    await client.end()
  }
}

/** An organization with so many orders: one is placed by the verb, the others are copies of its row, two years apart in all. */
async function foundShopOf({ database, client }: { database: Stage['database']; client: pg.Client }, size: number): Promise<Caller> {
  const owner = benchCaller(newId(), newId(), newId())
  const { organizationId } = owner
  const { id: memberId, userId } = owner.actor as { id: string; userId: string }
  await withScope(database, owner, {}, async (scope) => {
    await createOrganization(scope, { name: `Bench ${size}`, slug: `bench-${size}`, timeZone: 'UTC', currency: 'USD', owner: { memberId, userId, name: 'Bench', email: `b${size}@example.com` } })
    await applyBlueprintByKey(scope, 'assistant-shop')
  })
  await perform(database, placeOrder, owner, { orderType: 'product-order', customer: { firstName: 'Ada', lastName: 'Quillfeather', email: 'ada@example.com' }, lines: [{ name: 'Lamp', unitPrice: { amount: 4900, currency: 'USD' } }], shippingAddress: { line1: '1 Main Street', city: 'Springfield' } })
  // Nothing is checked row by row that was made right, and searched words are filed away many at a time.
  await client.query(`SET session_replication_role = replica; SET gin_pending_list_limit = '256MB'; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET synchronous_commit = off`)
  // Ten people share the work; another has sixty orders, here and there. Ids are as the program makes them: as old as what they name.
  await client.query(`INSERT INTO member (organization_id, id, user_id, name, email, role)
    SELECT '${organizationId}', uuidv7(), gen_random_uuid(), 'Person ' || n, 'person' || n || '@example.com', 'staff' FROM generate_series(0, 10) n`)
  await client.query(`INSERT INTO customer (organization_id, id, name, search_text) SELECT '${organizationId}', uuidv7(), 'Customer ' || n, 'customer ' || n FROM generate_series(0, ${Math.ceil(size / 50)} - 1) n`)
  // All but three hundred are long done, whatever the size: a steady hundred waits in every open status. A third of the rest was put away.
  await client.query(`
    WITH statuses AS (SELECT array_agg(id ORDER BY key) AS ids, array_agg(category ORDER BY key) AS categories, array_agg(key ORDER BY key) AS keys FROM status WHERE organization_id = '${organizationId}' AND scope = 'order'),
    people AS (SELECT array_agg(id ORDER BY name) AS ids, min(id::text) FILTER (WHERE name = 'Person 0')::uuid AS rare FROM member WHERE organization_id = '${organizationId}' AND name LIKE 'Person %' AND name <> 'Person 10'),
    customers AS (SELECT array_agg(id ORDER BY id) AS ids FROM customer WHERE organization_id = '${organizationId}' AND name LIKE 'Customer %'),
    numbered AS (
      SELECT n, n * interval '700 days' / ${size} AS age, n % greatest(1, ${size} / 60) = 1 AS is_rare,
        CASE WHEN n <= 100 THEN 'pending' WHEN n <= 200 THEN 'in-progress' WHEN n <= 300 THEN 'shipped' WHEN n % 10 = 0 THEN 'cancelled' ELSE 'completed' END AS key,
        CASE WHEN n % 50 = 0 OR n <= 150 THEN 'unpaid' WHEN n % 40 = 1 THEN 'partial' WHEN n % 30 = 2 THEN 'refunded' ELSE 'paid' END AS payment
      FROM generate_series(1, ${size} - 1) n)
    INSERT INTO orders SELECT r.* FROM numbered, orders t, statuses s, people p, customers c, LATERAL jsonb_populate_record(t, jsonb_build_object(
      'id', uuidv7(-age), 'number', 'B-' || n, 'placed_at', now() - age, 'updated_at', now() - age + interval '2 days', 'channel', CASE WHEN n % 7 = 0 THEN 'web' ELSE t.channel END,
      'step', key, 'status_id', s.ids[array_position(s.keys, key)], 'category', s.categories[array_position(s.keys, key)],
      'archived_at', CASE WHEN n > 300 AND n % 3 = 0 THEN now() - age + interval '5 days' END,
      'due_at', CASE WHEN n % 4 = 0 THEN now() - age + interval '14 days' END, 'scheduled_at', CASE WHEN n % 3 > 0 THEN now() - age + interval '3 days' END,
      'payment_status', payment, 'payment_rank', CASE payment WHEN 'unpaid' THEN 1 WHEN 'partial' THEN 6 WHEN 'paid' THEN 7 ELSE 9 END,
      'customer_id', c.ids[1 + n % cardinality(c.ids)], 'manager_id', CASE WHEN n % 12 > 1 THEN p.ids[2 + (n / 2) % 8] END,
      'team', CASE WHEN is_rare THEN ARRAY[p.ids[2 + (n / 3) % 7], p.rare] ELSE ARRAY[p.ids[2 + (n / 3) % 7]] END,
      'people', (CASE WHEN n % 12 > 1 THEN ARRAY[p.ids[2 + (n / 2) % 8], p.ids[2 + (n / 3) % 7]] ELSE ARRAY[p.ids[2 + (n / 3) % 7]] END) || CASE WHEN is_rare THEN ARRAY[p.rare] ELSE ARRAY[]::uuid[] END,
      'tags', (CASE WHEN n % 10 = 0 THEN ARRAY['gift'] ELSE ARRAY[]::text[] END) || CASE WHEN is_rare THEN ARRAY['vip'] ELSE ARRAY[]::text[] END,
      'shipping', n % 4000, 'total', t.total + n % 4000,
      'search_text', 'b-' || n || ' customer ' || md5(n::text) || ' 1' || lpad((n::bigint * 2654435761 % 10000000000)::text, 10, '0') || ' lamp 1 main street springfield',
      'event_sequence', 0, 'event_hash', NULL)) r WHERE t.organization_id = '${organizationId}' ORDER BY n DESC`)
  await client.query('ANALYZE orders')
  await client.query(`WITH line AS MATERIALIZED (SELECT l FROM line_item l WHERE l.organization_id = '${organizationId}')
    INSERT INTO line_item SELECT r.* FROM orders o, line, LATERAL jsonb_populate_record(line.l, jsonb_build_object('id', uuidv7(o.placed_at - now()), 'order_id', o.id)) r WHERE o.organization_id = '${organizationId}' AND o.number LIKE 'B-%' ORDER BY o.placed_at`)
  await client.query(`DELETE FROM order_tally WHERE organization_id = '${organizationId}'; DELETE FROM order_tally_delta WHERE organization_id = '${organizationId}';
    INSERT INTO order_tally SELECT organization_id, order_type_id, status_id, category, payment_status, scheduled_at IS NOT NULL, archived_at IS NOT NULL, count(*) FROM orders
    WHERE organization_id = '${organizationId}' GROUP BY 1, 2, 3, 4, 5, 6, 7`)
  for (const table of ['orders', 'line_item', 'customer']) await client.query(`VACUUM ANALYZE ${table}`)
  return owner
}
