import { sql } from 'kysely'
import * as contract from '#domain/customers/contract.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { absorbCustomer } from '#features/customers/absorb-customer.ts'
import { getCustomerRow, lockCustomer } from '#features/customers/customer-rows.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'

/**
 * Merges two customers who are one. It lives here because orders stand above customers and move along in the same
 * transaction. The rows are locked in id order; an order on its way to the other one is waited for and moved, too.
 */
export const mergeCustomer = operation(contract.mergeCustomer, async (scope, { id, otherId }) => {
  if (id === otherId) refuseField('/otherId', 'same', 'A customer cannot be merged into themselves.')
  const locked = new Map<string, contract.ShownCustomer>()
  for (const one of [id, otherId].toSorted()) locked.set(one, await lockCustomer(scope, one))
  const [kept, other] = [locked.get(id), locked.get(otherId)]
  if (!kept || !other) throw new Error('Both customers were locked')
  await absorbCustomer(scope, kept, other)
  await moveOrders(scope, kept.id, other.id)
  record(scope, 'customer.merged', { customerId: kept.id, mergedId: other.id })
  return getCustomerRow(scope, kept.id)
})

// Written here and not by saveOrder, on purpose: a customer may have tens of thousands of orders, and reading each whole with its
// line items to change one column would hold their locks for minutes. Nothing that saveOrder derives hangs on whose order it is (the
// snapshot of the customer, and with it the search text, stays what was ordered by), so one statement writes them all. Each order
// says in its own record who it belongs to now, and is a version on: whoever is changing one at this moment is told, instead of
// silently giving it back.
async function moveOrders(scope: Scope, keptId: string, otherId: string): Promise<void> {
  const { rows } = await sql<{ id: string; sequence: number; hash: string | null }>`
    UPDATE orders SET customer_id = ${keptId}, version = version + 1, updated_at = ${scope.now}
    WHERE organization_id = ${scope.organizationId} AND customer_id = ${otherId}
    RETURNING id, event_sequence AS sequence, encode(event_hash, 'hex') AS hash`.execute(scope.db)
  if (rows.length === 0) return
  for (const { id, sequence, hash } of rows) {
    scope.chains.set(id, { sequence, hash })
    record(scope, 'order.updated', { changes: { customerId: { from: otherId, to: keptId } } }, id)
  }
  const chains = rows.map(({ id }) => ({ id, ...scope.chains.get(id) }))
  await sql`UPDATE orders o SET event_sequence = c.sequence, event_hash = decode(c.hash, 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(chains)}::jsonb) AS c(id uuid, sequence int, hash text)
    WHERE o.organization_id = ${scope.organizationId} AND o.id = c.id`.execute(scope.db)
}
