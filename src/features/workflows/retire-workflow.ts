import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import { retireWorkflow as contract } from '#domain/workflows/design-contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getDesignedWorkflow, usersOf } from './designed-workflows.ts'
import { lockProcess } from './lock-process.ts'
import { readOrderTypes } from './order-type-rows.ts'
import { readWorkflows, saveWorkflowRetirement } from './workflow-rows.ts'

/** Takes a workflow out of use, or back into it. Orders under way keep their version; order types can no longer choose it. */
export const retireWorkflow = operation(contract, async (scope, { key, isRetired }) => {
  await lockProcess(scope)
  const before = (await readWorkflows(scope)).find(({ workflow }) => workflow.key === key) ?? refuseUnknown('workflow')
  const users = usersOf(await readOrderTypes(scope), key)
  if (isRetired && users.length > 0) {
    refuse('in-use', `“${before.workflow.name}” is used by ${users.map(({ name }) => `“${name}”`).join(', ')}. Take it out there first.`, { extra: { usedBy: users } })
  }
  if (before.isRetired !== isRetired) {
    await saveWorkflowRetirement(scope, { id: before.id, isRetired })
    record(scope, 'workflow.retired', { key, isRetired })
  }
  return getDesignedWorkflow(scope, key)
})
