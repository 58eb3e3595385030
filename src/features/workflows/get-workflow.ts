import { getWorkflow as contract } from '#domain/workflows/design-contract.ts'
import { operation } from '#platform/operation.ts'
import { getDesignedWorkflow } from './designed-workflows.ts'

export const getWorkflow = operation(contract, (scope, { key }) => getDesignedWorkflow(scope, key))
