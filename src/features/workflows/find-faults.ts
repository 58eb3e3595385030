import { checkProcess } from '#domain/workflows/check-process.ts'
import type { ProcessFault } from '#domain/workflows/fault.ts'
import { checkWorkflow } from '#domain/workflows/check-workflow.ts'
import { errorsOfOrderType, freezeProcess, workflowKeysOf, type Library } from '#domain/workflows/freeze-process.ts'
import type { OrderType, Workflow } from '#domain/workflows/schema.ts'
import type { Scope } from '#platform/scope.ts'
import { readLibrary } from './freeze-order-types.ts'
import { readOrderTypes, type OrderTypeRow } from './order-type-rows.ts'

/** What is wrong with a workflow, by itself and in every order type that uses it. */
export async function findFaults(scope: Scope, workflow: Workflow): Promise<ProcessFault[]> {
  const published = await readLibrary(scope)
  const library = { ...published, workflows: [...published.workflows.filter(({ key }) => key !== workflow.key), { ...workflow, version: 0 }] }
  const alone = checkWorkflow(workflow, library).map((fault) => ({ ...fault, workflow: workflow.key }))
  if (alone.length > 0) return alone
  const using = (await readOrderTypes(scope)).filter(({ orderType }) => workflowKeysOf(orderType).has(workflow.key))
  return using.flatMap((row) => faultsInOrderType(row, library)).filter((fault) => fault.workflow === null || fault.workflow === workflow.key)
}

/** What is wrong with an order type that is not published yet, with the workflows as they are now. */
export async function findFaultsOfOrderType(scope: Scope, orderType: OrderType): Promise<Omit<ProcessFault, 'workflow'>[]> {
  const library = await readLibrary(scope)
  const errors = errorsOfOrderType(orderType, library.workflows, library.workflowTypes)
  if (errors.length > 0) return errors.map(({ message }) => ({ code: 'unfit', step: null, message, path: [] }))
  const process = freezeProcess({ ...orderType, id: '', version: 0 }, library.workflows, library.statuses, library.workflowTypes)
  return checkProcess(process, library.workflows, library).map(({ code, step, message, path }) => ({ code, step, message, path }))
}

function faultsInOrderType({ id, version, orderType }: OrderTypeRow, library: Library): ProcessFault[] {
  const [error] = errorsOfOrderType(orderType, library.workflows, library.workflowTypes)
  if (error) return [{ code: 'unfit', step: null, message: `The order type “${orderType.name}” would no longer work: ${error.message}`, path: [], workflow: null }]
  const process = freezeProcess({ ...orderType, id, version }, library.workflows, library.statuses, library.workflowTypes)
  return checkProcess(process, library.workflows, library).map((fault) => ({ ...fault, message: `In the order type “${orderType.name}”: ${fault.message}` }))
}
