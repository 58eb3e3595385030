import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { Scope } from '#platform/scope.ts'
import type { StatusRow } from './status-rows.ts'
import { readWorkflows } from './workflow-rows.ts'

/** Statuses as Settings shows them, each with the names of the workflows that use it. */
export async function shownStatusesOf(scope: Scope, statuses: StatusRow[]): Promise<LibraryStatus[]> {
  const workflows = await readWorkflows(scope)
  return statuses.map((status) => ({
    ...status,
    usedBy: workflows.filter(({ workflow }) => workflow.steps.some((step) => step.status === status.key)).map(({ workflow }) => workflow.name),
  }))
}
