import { listWorkflowTypes as contract } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { readWorkflowTypes } from './workflow-type-rows.ts'

export const listWorkflowTypes = operation(contract, async (scope) => ({ items: await readWorkflowTypes(scope) }))
