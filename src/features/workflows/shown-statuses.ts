import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { Scope } from '#platform/scope.ts'
import { openLineItemsByStatus, openOrdersByStatus } from './open-orders.ts'
import type { StatusRow } from './status-rows.ts'
import { readWorkflows } from './workflow-rows.ts'

/** Statuses as Settings shows them, each with the workflows that use it and what stands there. */
export async function shownStatusesOf(scope: Scope, statuses: StatusRow[]): Promise<LibraryStatus[]> {
  const workflows = await readWorkflows(scope)
  const orders = await openOrdersByStatus(scope)
  const lineItems = await openLineItemsByStatus(scope, statuses.flatMap((status) => (status.scope === 'line_item' ? [status.id] : [])))
  return statuses.map((status) => {
    const usedByWorkflows = workflows.flatMap(({ workflow: { key, name, steps } }) => (steps.some((step) => step.status === status.key) ? [{ key, name }] : []))
    return { ...status, usedBy: usedByWorkflows.map(({ name }) => name), usedByWorkflows, openOrders: orders.get(status.id) ?? 0, openLineItems: lineItems.get(status.id) ?? 0 }
  })
}
