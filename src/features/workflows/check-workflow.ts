import { examineInUse } from '#domain/workflows/check-design.ts'
import { checkWorkflow as contract } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { readInForce } from './in-force.ts'

export const checkWorkflow = operation(contract, async (scope, workflow) => {
  const { faults, doubts } = examineInUse(workflow, await readInForce(scope))
  return { faults: faults.map(({ code, step, message, path }) => ({ code, step, message, path })), doubts }
})
