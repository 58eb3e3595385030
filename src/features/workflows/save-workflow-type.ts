import { saveWorkflowType as contract } from '#domain/workflows/contract.ts'
import type { WorkflowType } from '#domain/workflows/schema.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { freezeOrderTypes } from './freeze-order-types.ts'
import { lockProcess } from './lock-process.ts'
import { readOrderTypes } from './order-type-rows.ts'
import { readWorkflowTypes, saveWorkflowTypeRow, type WorkflowTypeRow } from './workflow-type-rows.ts'

export const saveWorkflowType = operation(contract, async (scope, workflowType) => {
  await lockProcess(scope)
  const before = await readWorkflowTypes(scope)
  const saved = await keepWorkflowType(scope, workflowType, before)
  if (before.some(({ key, name }) => key === saved.key && name !== saved.name)) {
    const using = (await readOrderTypes(scope)).filter(({ orderType }) => orderType.phases.some((phase) => phase.type === saved.key))
    await freezeOrderTypes(scope, using)
  }
  return saved
})

/** Adds a workflow type after the others, or renames it. */
export async function keepWorkflowType(scope: Scope, workflowType: WorkflowType, types: WorkflowTypeRow[]): Promise<WorkflowTypeRow> {
  const before = types.find(({ key }) => key === workflowType.key)
  if (before?.name === workflowType.name) return before
  const saved = { ...workflowType, position: before?.position ?? Math.max(0, ...types.map(({ position }) => position)) + 1 }
  await saveWorkflowTypeRow(scope, saved)
  record(scope, 'workflow_type.changed', { key: saved.key, name: saved.name })
  return saved
}
