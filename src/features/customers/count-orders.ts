import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'

/**
 * Sets how many orders these customers have, and whoever they were merged into. Counted anew under the customer's lock: the
 * last to count sees every order whose counting was asked for, so no order is ever added twice or forgotten.
 */
export async function countOrders(scope: Scope, customerIds: (string | null | undefined)[]): Promise<void> {
  const ids = customerIds.filter((id) => typeof id === 'string')
  if (ids.length === 0) return
  // Not FOR UPDATE, which would keep new orders of the same customer waiting for the count.
  const { rows } = await sql<{ id: string }>`SELECT id FROM customer WHERE organization_id = ${scope.organizationId}
    AND (id = ANY (${ids}::uuid[]) OR id IN (SELECT merged_into FROM customer WHERE organization_id = ${scope.organizationId} AND id = ANY (${ids}::uuid[])))
    ORDER BY id FOR NO KEY UPDATE`.execute(scope.db)
  await sql`UPDATE customer c SET order_count = counted.orders
    FROM (SELECT wanted.id, (SELECT count(*) FROM orders o WHERE o.organization_id = ${scope.organizationId} AND o.customer_id = wanted.id) AS orders
      FROM unnest(${rows.map((row) => row.id)}::uuid[]) AS wanted(id)) counted
    WHERE c.organization_id = ${scope.organizationId} AND c.id = counted.id AND c.order_count <> counted.orders`.execute(scope.db)
}
