import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { Scope } from '#platform/scope.ts'
import type { StatusRow } from './status-rows.ts'
import { readWorkflows } from './workflow-rows.ts'

/** Statuses as Settings shows them, each with the names of the workflows that use it. */
export async function shownStatusesOf(scope: Scope, statuses: StatusRow[]): Promise<LibraryStatus[]> {
  const workflows = await readWorkflows(scope)
  const usersOf = (status: StatusRow) => workflows.flatMap(({ workflow: { key, name, steps } }) => (steps.some((step) => step.status === status.key) ? [{ key, name }] : []))
  return statuses.map((status) => ({
    ...status,
    usedBy: usersOf(status).map(({ name }) => name),
    usedByWorkflows: usersOf(status),
    openOrders: 0,
    openLineItems: 0,
  }))
}
