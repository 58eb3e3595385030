import type { FieldError } from '../kernel/refusal.ts'
import { errorsOfCollidingNumbers } from '../orders/order-number.ts'
import { examineProcess } from './check-process.ts'
import { examineWorkflow } from './check-workflow.ts'
import { processOfOrderType } from './design-process.ts'
import type { Findings, ProcessFault } from './fault.ts'
import { errorsOfOrderType, workflowKeysOf, type KnownStatus } from './freeze-process.ts'
import type { OrderType, Workflow, WorkflowType } from './schema.ts'
import { errorsOfOrderTypeSuccession, errorsOfSuccession } from './succession.ts'

type Around = { statuses: KnownStatus[]; workflowTypes: WorkflowType[]; workflows: Workflow[]; orderTypes: OrderType[]; currency?: string }

/** What a design is measured against: everything that is in force now. */
export type InForce = Around & { statuses: (KnownStatus & { isRetired: boolean })[]; workflows: (Workflow & { isRetired: boolean })[] }

/** What is wrong with a workflow by itself; where that is nothing, what it would be in every order type that uses it. */
export function examineInUse(workflow: Workflow, around: Around): Findings<ProcessFault> {
  const alone = examineWorkflow(workflow, around)
  if (alone.faults.length > 0) return { faults: alone.faults.map((fault) => ({ ...fault, workflow: workflow.key })), doubts: alone.doubts }
  const workflows = [...around.workflows.filter(({ key }) => key !== workflow.key), workflow]
  const found = around.orderTypes.filter((orderType) => workflowKeysOf(orderType).has(workflow.key)).map((orderType) => inOrderType(orderType, workflow.key, { ...around, workflows }))
  return { faults: found.flatMap(({ faults }) => faults), doubts: [...new Set([...alone.doubts, ...found.flatMap(({ doubts }) => doubts)])] }
}

/** The same of a draft, which besides may not begin to use what is retired. */
export function examineWorkflowDraft(draft: Workflow, around: InForce): Findings<ProcessFault> {
  if (draft.steps.length === 0) return { faults: [{ code: 'no-start', step: null, message: 'It has no steps yet.', path: [], workflow: draft.key }], doubts: [] }
  const errors = errorsOfSuccession(draft, around.workflows.find(({ key }) => key === draft.key), around.statuses)
  const { faults, doubts } = examineInUse(draft, around)
  return { faults: [...errors.map(faultOfError), ...faults], doubts }
}

/** What is wrong with an order type's draft, with the workflows as they are in force. */
export function examineOrderTypeDraft(draft: OrderType, around: InForce): Findings<ProcessFault> {
  const errors = [
    ...errorsOfOrderTypeSuccession(draft, around.orderTypes.find(({ key }) => key === draft.key), around.workflows),
    ...errorsOfCollidingNumbers(draft, around.orderTypes),
    ...errorsOfOrderType(draft, around.workflows, around.workflowTypes),
  ]
  if (errors.length > 0) return { faults: errors.map(faultOfError), doubts: [] }
  return examineProcess(processOfOrderType(draft, around.workflows, around), around.workflows, around)
}

function inOrderType(orderType: OrderType, changed: string, around: Around): Findings<ProcessFault> {
  const [error] = errorsOfOrderType(orderType, around.workflows, around.workflowTypes)
  if (error) return { faults: [{ ...faultOfError(error), message: `The order type “${orderType.name}” would no longer work: ${error.message}` }], doubts: [] }
  const { faults, doubts } = examineProcess(processOfOrderType(orderType, around.workflows, around), around.workflows, around, changed)
  return { faults: faults.filter(({ workflow }) => workflow === null || workflow === changed).map((fault) => ({ ...fault, message: `In the order type “${orderType.name}”: ${fault.message}` })), doubts }
}

function faultOfError({ message }: FieldError): ProcessFault {
  return { code: 'unfit', step: null, message, path: [], workflow: null }
}
