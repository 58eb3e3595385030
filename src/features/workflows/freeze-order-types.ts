import { refuse } from '#domain/kernel/refusal.ts'
import { checkProcess } from '#domain/workflows/check-process.ts'
import type { ProcessFault } from '#domain/workflows/fault.ts'
import { freezeProcess, type Library } from '#domain/workflows/freeze-process.ts'
import type { Scope } from '#platform/scope.ts'
import { insertProcess, saveOrderTypeRow, type OrderTypeRow } from './order-type-rows.ts'
import { forgetCurrentProcesses } from './processes.ts'
import { readStatuses } from './status-rows.ts'
import { readWorkflows } from './workflow-rows.ts'
import { readWorkflowTypes } from './workflow-type-rows.ts'

/** Gives each of these order types a new process of what is published now. Open orders keep theirs. */
export async function freezeOrderTypes(scope: Scope, orderTypes: OrderTypeRow[]): Promise<OrderTypeRow[]> {
  if (orderTypes.length === 0) return []
  const library = await readLibrary(scope)
  const frozen: OrderTypeRow[] = []
  for (const row of orderTypes) {
    const process = freezeProcess({ ...row.orderType, id: row.id, version: row.version }, library.workflows, library.statuses, library.workflowTypes)
    refuseFaults(checkProcess(process, library.workflows, library), `Orders of the type “${row.orderType.name}” could not go their way.`)
    await insertProcess(scope, process)
    const saved = { ...row, processId: process.id }
    await saveOrderTypeRow(scope, saved)
    frozen.push(saved)
  }
  forgetCurrentProcesses(scope)
  return frozen
}

export async function readLibrary(scope: Scope): Promise<Library> {
  const workflows = await readWorkflows(scope)
  return {
    statuses: await readStatuses(scope),
    workflowTypes: await readWorkflowTypes(scope),
    workflows: workflows.map(({ workflow, version }) => ({ ...workflow, version })),
  }
}

/** Says no to publishing what cannot work, with every fault. */
export function refuseFaults(faults: ProcessFault[], introduction: string): void {
  const [first] = faults
  if (first) refuse('workflow-invalid', `${introduction} ${first.message}`, { extra: { faults } })
}
