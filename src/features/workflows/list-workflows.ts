import { listWorkflows as contract } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { readWorkflows, type WorkflowRow } from './workflow-rows.ts'

export const listWorkflows = operation(contract, async (scope) => ({ items: (await readWorkflows(scope)).map(shownWorkflowOf) }))

export function shownWorkflowOf({ workflow, id, version, publishedAt, isRetired }: WorkflowRow) {
  return { ...workflow, id, version, publishedAt, isRetired }
}
