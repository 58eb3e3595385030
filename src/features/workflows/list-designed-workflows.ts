import { listDesignedWorkflows as contract } from '#domain/workflows/design-contract.ts'
import { operation } from '#platform/operation.ts'
import { readDesignedWorkflows } from './designed-workflows.ts'

export const listDesignedWorkflows = operation(contract, async (scope) => ({ items: await readDesignedWorkflows(scope) }))
