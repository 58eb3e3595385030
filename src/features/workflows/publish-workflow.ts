import { newId } from '#domain/kernel/id.ts'
import { examineInUse } from '#domain/workflows/check-design.ts'
import { refuseErrors } from '#domain/kernel/refusal.ts'
import { isSame } from '#domain/kernel/same.ts'
import { publishWorkflow as contract } from '#domain/workflows/contract.ts'
import { workflowKeysOf } from '#domain/workflows/freeze-process.ts'
import type { Workflow } from '#domain/workflows/schema.ts'
import { errorsOfSuccession } from '#domain/workflows/succession.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { freezeOrderTypes, refuseFaults } from './freeze-order-types.ts'
import { readInForce } from './in-force.ts'
import { shownWorkflowOf } from './list-workflows.ts'
import { lockProcess } from './lock-process.ts'
import { readOrderTypes } from './order-type-rows.ts'
import { readStatuses, type StatusRow } from './status-rows.ts'
import { readWorkflows, saveWorkflowVersion, type WorkflowRow } from './workflow-rows.ts'

export const publishWorkflow = operation(contract, async (scope, workflow) => {
  await lockProcess(scope)
  return shownWorkflowOf(await putWorkflowInForce(scope, workflow))
})

/** The workflow as its next version, in every order type that uses it; refuses what cannot work. Whoever calls this holds the lock. */
export async function putWorkflowInForce(scope: Scope, workflow: Workflow): Promise<WorkflowRow> {
  const before = (await readWorkflows(scope)).find((row) => row.workflow.key === workflow.key)
  refuseFaults(examineInUse(workflow, await readInForce(scope)).faults, 'This workflow cannot work.')
  const published = await keepWorkflow(scope, workflow, before, await readStatuses(scope))
  if (published !== before) {
    const using = (await readOrderTypes(scope)).filter(({ orderType }) => workflowKeysOf(orderType).has(workflow.key))
    await freezeOrderTypes(scope, using)
  }
  return published
}

/** Saves a workflow as its next version if it differs from the last one. Whoever calls this freezes the order types that use it. */
export async function keepWorkflow(scope: Scope, workflow: Workflow, before: WorkflowRow | undefined, statuses: StatusRow[]): Promise<WorkflowRow> {
  if (before && isSame(before.workflow, workflow)) return before
  refuseErrors(errorsOfSuccession(workflow, before?.workflow, statuses))
  const published: WorkflowRow = { id: before?.id ?? newId(), version: (before?.version ?? 0) + 1, publishedAt: scope.now, isRetired: before?.isRetired ?? false, workflow }
  await saveWorkflowVersion(scope, published)
  record(scope, 'workflow.published', { workflowId: published.id, key: workflow.key, version: published.version })
  return published
}
