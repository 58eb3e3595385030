import { checkWorkflow as contract } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { findFaults } from './find-faults.ts'

export const checkWorkflow = operation(contract, async (scope, workflow) => ({
  faults: (await findFaults(scope, workflow)).map(({ code, step, message, path }) => ({ code, step, message, path })),
}))
