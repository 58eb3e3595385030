import { sql, type RawBuilder } from 'kysely'
import * as contract from '#domain/orders/contract.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { decodeCursor, pageOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { all, archivedCondition, planFilter, type FilterPlan } from './order-filter.ts'
import { orderOf, type OrderRow } from './order-rows.ts'
import { peopleByIds } from './people.ts'
import { presentListed } from './present-order.ts'

type Asked = InputOf<typeof contract.listOrders>
type Key = { id: string; key: string | number | null }

/** Lists orders by every stored fact, a page at a time by cursor. */
export const listOrders = operation(contract.listOrders, async (scope, asked) => {
  const plan = await planFilter(scope, asked)
  const keys = await pageOfKeys(scope, plan, asked)
  const page = pageOf(keys, asked.limit, ({ key, id }) => [key, id])
  return { items: await ordersOf(scope, page.items.map(({ id }) => id)), nextCursor: page.nextCursor }
})

// What a sort walks along. Ties fall by id in the same direction, so the cursor (key, id) names one place in the list.
const sorts: Record<Asked['sort'], { key: string; cast: string; mayBeEmpty: boolean }> = {
  placed_at: { key: 'o.placed_at', cast: 'timestamptz', mayBeEmpty: false },
  updated_at: { key: 'o.updated_at', cast: 'timestamptz', mayBeEmpty: false },
  due_at: { key: 'o.due_at', cast: 'timestamptz', mayBeEmpty: true },
  scheduled_at: { key: 'o.scheduled_at', cast: 'timestamptz', mayBeEmpty: true },
  total: { key: 'o.total', cast: 'bigint', mayBeEmpty: false },
  payment: { key: 'o.payment_rank', cast: 'smallint', mayBeEmpty: false },
}

/** `limit + 1` keys from the cursor on. Orders without the date that is sorted by come last, in either direction. */
async function pageOfKeys(scope: Scope, plan: FilterPlan, asked: Asked): Promise<Key[]> {
  const [after, afterId] = decodeCursor(asked.cursor, ['nullable', 'string'])
  const sort = sorts[asked.sort]
  const started = afterId !== undefined
  const want = asked.limit + 1
  const keys: Key[] = []
  if (!started || after !== null) {
    const from = started ? [sql`(${sql.ref(sort.key)}, o.id) ${beyond(asked)} (${after}::${sql.raw(sort.cast)}, ${afterId}::uuid)`] : []
    keys.push(...(await walk(scope, plan, asked, [...(sort.mayBeEmpty ? [sql`${sql.ref(sort.key)} IS NOT NULL`] : []), ...from], want)))
  }
  if (sort.mayBeEmpty && keys.length < want) {
    const from = started && after === null ? [sql`o.id ${beyond(asked)} ${afterId}::uuid`] : []
    keys.push(...(await walk(scope, plan, asked, [sql`${sql.ref(sort.key)} IS NULL`, ...from], want - keys.length)))
  }
  return keys
}

/**
 * A walk along an index. Several statuses in order of placing are walked one by one and merged, so that the page costs what
 * it shows, however many orders there are beside it.
 */
async function walk(scope: Scope, plan: FilterPlan, asked: Asked, from: RawBuilder<unknown>[], limit: number): Promise<Key[]> {
  const { key } = sorts[asked.sort]
  const direction = sql.raw(asked.direction === 'asc' ? 'ASC' : 'DESC')
  const conditions = [sql`o.organization_id = ${scope.organizationId}`, ...archivedCondition(plan.archived), ...plan.conditions, ...from]
  const select = (more: RawBuilder<unknown>[]) => sql`SELECT o.id, ${sql.ref(key)} AS key FROM orders o WHERE ${all([...conditions, ...more])} ORDER BY ${sql.ref(key)} ${direction}, o.id ${direction} LIMIT ${limit}`
  if (plan.statusIds?.length === 0) return []
  const isMerged = plan.statusIds && asked.sort === 'placed_at' && plan.conditions.length === 0
  const query = isMerged
    ? sql<Key>`SELECT id, key FROM (${sql.join((plan.statusIds ?? []).map((statusId) => sql`(${select([sql`o.status_id = ${statusId}`])})`), sql` UNION ALL `)}) merged ORDER BY key ${direction}, id ${direction} LIMIT ${limit}`
    : (select(plan.statusIds ? [sql`o.status_id = ANY(${plan.statusIds}::uuid[])`] : []) as RawBuilder<Key>)
  return (await query.execute(scope.db)).rows
}

function beyond({ direction }: Asked): RawBuilder<unknown> {
  return sql.raw(direction === 'asc' ? '>' : '<')
}

// Lists show the first lines of an order; nobody reads the five-hundredth in a row.
const LINES_LISTED = 12

/** Orders by id, in the order of the ids, as rows of a list. */
async function ordersOf(scope: Scope, ids: string[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<OrderRow & { line_summary: { count: number; quantity: number; names: string[] } }>`
    SELECT o.*, NULL AS event_hash_hex, (SELECT coalesce(json_agg(l ORDER BY l.index), '[]') FROM line_item l
      WHERE l.organization_id = o.organization_id AND l.order_id = o.id AND l.index < ${LINES_LISTED}) AS lines
    FROM orders o WHERE o.organization_id = ${scope.organizationId} AND o.id = ANY(${ids}::uuid[])`.execute(scope.db)
  const library = await statusLibrary(scope)
  const people = await peopleByIds(scope, rows.flatMap((row) => [row.manager_id ?? '', ...row.team]).filter(Boolean))
  const listed = await Promise.all(rows.map(async (row) => ({ ...presentListed(orderOf(row), await getProcess(scope, row.process_id), library, people), items: row.line_summary })))
  const byId = new Map(listed.map((order) => [order.id, order]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
