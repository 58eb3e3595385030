import { sql, type RawBuilder } from 'kysely'
import { MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import { openCategories } from '#domain/workflows/category.ts'
import type { Scope } from '#platform/scope.ts'

/** Written out, because the indexes of what is open say it in these very words. */
const isOpenCategory = sql.raw(`IN (${openCategories.map((category) => `'${category}'`).join(', ')})`)

/** Orders that are open, as a condition on a row of orders called `o`. */
export const isOpenOrder: RawBuilder<unknown> = sql`o.archived_at IS NULL AND o.category ${isOpenCategory}`

/** How many open orders are on each process that has any; very many are counted no further than MOST_COUNTED and one. */
export async function openOrdersByProcess(scope: Scope): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    SELECT p.id, c.count FROM process p CROSS JOIN LATERAL (
      SELECT count(*) AS count FROM (SELECT FROM orders o WHERE o.organization_id = ${scope.organizationId} AND o.process_id = p.id AND ${isOpenOrder} LIMIT ${MOST_COUNTED + 1}) few) c
    WHERE p.organization_id = ${scope.organizationId} AND c.count > 0 ORDER BY p.id`.execute(scope.db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** How many open orders stand at each status: exactly, from the counters and what is still to be folded into them. */
export async function openOrdersByStatus(scope: Scope): Promise<Map<string, number>> {
  const open = sql`organization_id = ${scope.organizationId} AND NOT archived AND category ${isOpenCategory}`
  const { rows } = await sql<{ id: string; count: number }>`
    SELECT status_id AS id, sum(n)::bigint AS count FROM (
      SELECT status_id, count AS n FROM order_tally WHERE ${open} UNION ALL SELECT status_id, change FROM order_tally_delta WHERE ${open}) counted
    GROUP BY status_id`.execute(scope.db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** How many line items of open orders stand at each of these statuses; very many are counted no further than MOST_COUNTED and one. */
export async function openLineItemsByStatus(scope: Scope, statusIds: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    SELECT s.id, c.count FROM unnest(${statusIds}::uuid[]) s(id) CROSS JOIN LATERAL (
      SELECT count(*) AS count FROM (SELECT FROM line_item l JOIN orders o ON o.organization_id = l.organization_id AND o.id = l.order_id
        WHERE l.organization_id = ${scope.organizationId} AND l.status_id = s.id AND l.category ${isOpenCategory} AND ${isOpenOrder} LIMIT ${MOST_COUNTED + 1}) few) c`.execute(scope.db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** At which of a workflow's steps something open stands: an order, or a line item of one. */
export async function stepsWithOpenOrders(scope: Scope, workflow: string, steps: { step: string; statusId: string }[]): Promise<Set<string>> {
  const { rows } = await sql<{ step: string }>`SELECT s.step FROM jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) AS s(step text, "statusId" uuid)
    WHERE EXISTS (SELECT FROM orders o
        WHERE o.organization_id = ${scope.organizationId} AND o.status_id = s."statusId" AND o.workflow = ${workflow} AND o.step = s.step AND ${isOpenOrder})
      OR EXISTS (SELECT FROM line_item l JOIN orders o ON o.organization_id = l.organization_id AND o.id = l.order_id
        WHERE l.organization_id = ${scope.organizationId} AND l.status_id = s."statusId" AND l.workflow = ${workflow} AND l.step = s.step AND l.category ${isOpenCategory} AND ${isOpenOrder})`.execute(scope.db)
  return new Set(rows.map(({ step }) => step))
}
