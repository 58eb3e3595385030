import { sql } from 'kysely'
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

/** How many there are, exactly: along an index of open orders alone, and only when somebody is about to move them all. */
export async function countOpenOrders(scope: Scope, processIds: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM orders o
    WHERE o.organization_id = ${scope.organizationId} AND o.process_id = ANY(${processIds}::uuid[]) AND ${isOpenOrder}`.execute(scope.db)
  return rows[0]?.count ?? 0
}
