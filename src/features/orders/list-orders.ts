import { sql, type RawBuilder } from 'kysely'
import * as contract from '#domain/orders/contract.ts'
import type { ListedOrder } from '#domain/orders/contract.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { all, archivedCondition, planFilter, type FilterPlan } from './order-filter.ts'
import { orderOf, type OrderRow } from './order-rows.ts'
import { peopleByIds } from '#features/identity/people.ts'
import { presentListed } from './present-order.ts'

type Asked = InputOf<typeof contract.listOrders>
type Key = { id: string; key: string | number | null }

/** Lists orders by every stored fact, a page at a time by cursor. */
export const listOrders = operation(contract.listOrders, async (scope, asked) => {
  const { after, pageOf } = pagesOf(scope, contract.listOrders.name, asked, [sorts[asked.sort].kind, 'uuid'])
  const plan = await planFilter(scope, asked)
  const page = pageOf(await pageOfKeys(scope, plan, asked, after), ({ key, id }) => [key, id])
  return { items: await ordersOf(scope, page.items.map(({ id }) => id)), nextCursor: page.nextCursor }
})

// What a sort walks along. Ties fall by id in the same direction, so the cursor (key, id) names one place in the list.
const sorts: Record<Asked['sort'], { key: string; cast: string; kind: 'instant' | 'instantOrNothing' | 'integer' }> = {
  placed_at: { key: 'o.placed_at', cast: 'timestamptz', kind: 'instant' },
  updated_at: { key: 'o.updated_at', cast: 'timestamptz', kind: 'instant' },
  due_at: { key: 'o.due_at', cast: 'timestamptz', kind: 'instantOrNothing' },
  scheduled_at: { key: 'o.scheduled_at', cast: 'timestamptz', kind: 'instantOrNothing' },
  total: { key: 'o.total', cast: 'bigint', kind: 'integer' },
  payment: { key: 'o.payment_rank', cast: 'bigint', kind: 'integer' },
}

/** `limit + 1` keys from the cursor on. Orders without the date that is sorted by come last, in either direction. */
async function pageOfKeys(scope: Scope, plan: FilterPlan, asked: Asked, after: readonly [Key['key'], string] | undefined): Promise<Key[]> {
  const { key, cast, kind } = sorts[asked.sort]
  const mayBeEmpty = kind === 'instantOrNothing'
  const want = asked.limit + 1
  const keys: Key[] = []
  if (after?.[0] !== null) {
    const filled = mayBeEmpty ? [sql`${sql.ref(key)} IS NOT NULL`] : []
    const from = after ? [sql`(${sql.ref(key)}, o.id) ${beyond(asked)} (${after[0]}::${sql.raw(cast)}, ${after[1]}::uuid)`] : []
    keys.push(...(await walk(scope, plan, asked, [...filled, ...from], want)))
  }
  if (mayBeEmpty && keys.length < want) {
    const from = after && after[0] === null ? [sql`o.id ${beyond(asked)} ${after[1]}::uuid`] : []
    keys.push(...(await walk(scope, plan, asked, [sql`${sql.ref(key)} IS NULL`, ...from], want - keys.length)))
  }
  return keys
}

/**
 * A walk along an index. Several statuses in order of placing are walked one by one and merged, so that the page costs what
 * it shows, however many orders there are beside it.
 */
async function walk(scope: Scope, { archived, conditions, statusIds }: FilterPlan, asked: Asked, from: RawBuilder<unknown>[], limit: number): Promise<Key[]> {
  if (statusIds?.length === 0) return []
  const key = sql.ref(sorts[asked.sort].key)
  const direction = sql.raw(asked.direction === 'asc' ? 'ASC' : 'DESC')
  const wanted = [sql`o.organization_id = ${scope.organizationId}`, ...archivedCondition(archived), ...conditions, ...from]
  const select = (more: RawBuilder<unknown>[]) => sql<Key>`
    SELECT o.id, ${key} AS key FROM orders o WHERE ${all([...wanted, ...more])}
    ORDER BY ${key} ${direction}, o.id ${direction} LIMIT ${limit}`
  const merge = (ids: string[]) => {
    const walks = ids.map((statusId) => sql`(${select([sql`o.status_id = ${statusId}`])})`)
    return sql<Key>`
      SELECT id, key FROM (${sql.join(walks, sql` UNION ALL `)}) merged
      ORDER BY key ${direction}, id ${direction} LIMIT ${limit}`
  }
  const isMerged = asked.sort === 'placed_at' && conditions.length === 0
  const query = statusIds && isMerged ? merge(statusIds) : select(statusIds ? [sql`o.status_id = ANY(${statusIds}::uuid[])`] : [])
  return (await query.execute(scope.db)).rows
}

function beyond({ direction }: Asked): RawBuilder<unknown> {
  return sql.raw(direction === 'asc' ? '>' : '<')
}

// Lists show the first lines of an order; nobody reads the five-hundredth in a row.
const LINES_LISTED = 12

type ListedRow = OrderRow & { line_summary: { count: number; quantity: number; names: string[] } }

/** Orders by id, in the order of the ids, as rows of a list. */
async function ordersOf(scope: Scope, ids: string[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<ListedRow>`
    SELECT o.*, NULL AS event_hash_hex, (SELECT coalesce(json_agg(l ORDER BY l.index), '[]') FROM line_item l
      WHERE l.organization_id = o.organization_id AND l.order_id = o.id AND l.index < ${LINES_LISTED}) AS lines
    FROM orders o WHERE o.organization_id = ${scope.organizationId} AND o.id = ANY(${ids}::uuid[])`.execute(scope.db)
  const library = await statusLibrary(scope)
  const people = await peopleByIds(scope, rows.flatMap((row) => [row.manager_id ?? '', ...row.team]).filter(Boolean))
  const listed = await Promise.all(rows.map(async (row) => withStored(row, presentListed(orderOf(row), await getProcess(scope, row.process_id), library, people))))
  const byId = new Map(listed.map((order) => [order.id, order]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What tells of all its line items is stored with the order: a list reads only the first of them. */
function withStored(row: ListedRow, listed: ListedOrder): ListedOrder {
  const services = listed.services.map((service, i) => ({ ...service, checklist: progressIn(row.lines[i]) }))
  return { ...listed, items: row.line_summary, checklist: progressIn(row), services }
}

function progressIn(row: { checklist_done: number; checklist_total: number } | undefined) {
  return { done: row?.checklist_done ?? 0, total: row?.checklist_total ?? 0 }
}
