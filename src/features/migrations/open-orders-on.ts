import { sql } from 'kysely'
import { MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import { isOpenOrder } from '#features/workflows/open-orders.ts'
import type { Scope } from '#platform/scope.ts'

/** The next open orders on these processes, in the order of their ids. */
export async function nextOpenOrders(scope: Scope, processIds: string[], after: string | null, limit: number): Promise<string[]> {
  const further = after === null ? sql`` : sql`AND o.id > ${after}::uuid`
  const { rows } = await sql<{ id: string }>`
    SELECT few.id FROM unnest(${processIds}::uuid[]) p(id) CROSS JOIN LATERAL (
      SELECT o.id FROM orders o WHERE o.organization_id = ${scope.organizationId} AND o.process_id = p.id AND ${isOpenOrder} ${further} ORDER BY o.id LIMIT ${limit}) few
    ORDER BY few.id LIMIT ${limit}`.execute(scope.db)
  return rows.map(({ id }) => id)
}

/** How many there are. No counter knows an order's process, so that whoever waits for the answer has very many counted no further than MOST_COUNTED and one. */
export async function countOpenOrders(scope: Scope, processIds: string[], most: number | null = MOST_COUNTED + 1): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM (
    SELECT FROM orders o WHERE o.organization_id = ${scope.organizationId} AND o.process_id = ANY(${processIds}::uuid[]) AND ${isOpenOrder} LIMIT ${most}) few`.execute(scope.db)
  return rows[0]?.count ?? 0
}
