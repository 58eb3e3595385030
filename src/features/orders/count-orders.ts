import { sql } from 'kysely'
import { MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import * as contract from '#domain/orders/contract.ts'
import type { ViewFilter } from '#domain/views/contract.ts'
import { statusLibrary, type StatusRow } from '#features/workflows/status-library.ts'
import { listViews } from '#features/views/view-rows.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { FEW, findByFacts } from './find-by-facts.ts'
import { all, archivedCondition, archivedMeant, planFilter, type OrderFilter } from './order-filter.ts'

/** How many orders share these facts. */
type Cell = { orderTypeKey: string; statusId: string; category: string; paymentStatus: string; scheduled: boolean; archived: boolean; count: number }

/** Counts what a filter matches; with a view, every tab and group of it. Facts that tabs are made of are counted exactly, from counters. */
export const countOrders = operation(contract.countOrders, async (scope, { view: viewKey, ...filter }) => {
  const view = viewKey === undefined ? undefined : ((await listViews(scope)).find(({ key }) => key === viewKey) ?? refuseField('/view', 'unknown', `There is no view “${viewKey}”.`))
  const { cells, cut } = isTallied(scope, filter) ? { cells: await tally(scope), cut: [] } : await countMatches(scope, filter)
  const library = await statusLibrary(scope)
  const count = (...filters: ViewFilter[]) => ({
    count: cells.reduce((sum, cell) => (filters.every((one) => fits(cell, one, library)) ? sum + cell.count : sum), 0),
    isExact: !cut.some((archived) => filters.every((one) => fitsHalf(archived, one))),
  })
  const base = view?.base ?? {}
  const named = (list: { key: string; filter: ViewFilter }[] = []) =>
    Object.fromEntries(list.map(({ key, filter: own }) => [key, count({ ...base, ...own }, asTallied(filter, { ...base, ...own }))]))
  return { total: count(base, asTallied(filter, base)), tabs: named(view?.tabs), groups: named(view?.groups) }
})

const talliedFacts: ReadonlySet<string> = new Set(['category', 'status', 'orderType', 'paymentStatus', 'scheduled', 'archived'])

function isTallied(scope: Scope, filter: OrderFilter): boolean {
  return scope.reach === 'all' && Object.entries(filter).every(([name, value]) => value === undefined || talliedFacts.has(name))
}

/** The tallied part of a filter. Archived orders are left out unless the filter, or the tab, says otherwise. */
function asTallied(filter: OrderFilter, tab: ViewFilter): ViewFilter {
  const { category, status, orderType, paymentStatus, scheduled } = filter
  return { category, status, orderType, paymentStatus, scheduled, archived: archivedMeant({ ...filter, archived: filter.archived ?? tab.archived }) ?? 'any' }
}

function fits(cell: Cell, filter: ViewFilter, library: Map<string, StatusRow>): boolean {
  if (filter.category && !(filter.category as string[]).includes(cell.category)) return false
  if (filter.status && !filter.status.includes(library.get(cell.statusId)?.key ?? '')) return false
  if (filter.orderType && !filter.orderType.includes(cell.orderTypeKey)) return false
  if (filter.paymentStatus && !(filter.paymentStatus as string[]).includes(cell.paymentStatus)) return false
  if (filter.scheduled !== undefined && filter.scheduled !== cell.scheduled) return false
  return fitsHalf(cell.archived, filter)
}

function fitsHalf(archived: boolean, filter: ViewFilter): boolean {
  return filter.archived === undefined || filter.archived === 'any' || filter.archived === archived
}

/** The exact counts: what was folded, and what is still to be. One statement sees both at one instant. */
async function tally(scope: Scope): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    SELECT t.key AS "orderTypeKey", c.status_id AS "statusId", c.category, c.payment_status AS "paymentStatus", c.scheduled, c.archived, sum(c.count)::bigint AS count
    FROM (SELECT order_type_id, status_id, category, payment_status, scheduled, archived, count FROM order_tally WHERE organization_id = ${scope.organizationId}
          UNION ALL
          SELECT order_type_id, status_id, category, payment_status, scheduled, archived, change FROM order_tally_delta WHERE organization_id = ${scope.organizationId}) c
    JOIN order_type t ON t.organization_id = ${scope.organizationId} AND t.id = c.order_type_id
    GROUP BY 1, 2, 3, 4, 5, 6`.execute(scope.db)
  return rows
}

/** What matches, of what is archived and of what is not up to a bound each: else one would keep the other from being seen. `cut` says where there is more. */
async function countMatches(scope: Scope, filter: OrderFilter): Promise<{ cells: Cell[]; cut: boolean[] }> {
  const plan = await planFilter(scope, { ...filter, category: undefined, status: undefined, archived: 'any' })
  const few = plan.facts && (await findByFacts(scope, plan, { limit: FEW + 1 }))
  const conditions = [sql`o.organization_id = ${scope.organizationId}`, ...plan.conditions, ...(few && few.length <= FEW ? [sql`o.id = ANY(${few}::uuid[])`] : [])]
  const halves = [false, true].map((archived) => sql`(SELECT o.order_type_id, o.status_id, o.category, o.payment_status, o.scheduled_at IS NOT NULL AS scheduled, ${archived}::boolean AS archived
    FROM orders o WHERE ${all([...conditions, ...archivedCondition(archived)])} LIMIT ${MOST_COUNTED})`)
  const { rows } = await sql<Cell>`
    SELECT t.key AS "orderTypeKey", m.status_id AS "statusId", m.category, m.payment_status AS "paymentStatus", m.scheduled, m.archived, count(*) AS count
    FROM (${sql.join(halves, sql` UNION ALL `)}) m
    JOIN order_type t ON t.organization_id = ${scope.organizationId} AND t.id = m.order_type_id
    GROUP BY 1, 2, 3, 4, 5, 6`.execute(scope.db)
  return { cells: rows, cut: [false, true].filter((archived) => rows.reduce((sum, cell) => (cell.archived === archived ? sum + cell.count : sum), 0) >= MOST_COUNTED) }
}
