import { newId } from '../kernel/id.ts'
import { refuse, refuseErrors, type FieldError } from '../kernel/refusal.ts'
import { saidTwice } from '../kernel/said-twice.ts'
import { errorsOfNumbering } from '../orders/order-number.ts'
import type { Category } from './category.ts'
import type { FrozenWorkflow, Process } from './process.ts'
import type { OrderType, RollUp, Status, Workflow, WorkflowType } from './schema.ts'

/** What an organization has to build processes from. */
export type Library = { statuses: KnownStatus[]; workflowTypes: WorkflowType[]; workflows: PublishedWorkflow[] }
export type KnownStatus = Pick<Status, 'key' | 'name' | 'category' | 'scope'> & { id: string }
export type PublishedWorkflow = Workflow & { version: number }
export type PublishedOrderType = OrderType & { id: string; version: number }

/** Freezes an order type with every workflow it can reach; refuses, with pointers, what it refers to and is not there. */
export function freezeProcess(orderType: PublishedOrderType, workflows: PublishedWorkflow[], statuses: KnownStatus[], workflowTypes: WorkflowType[], id = newId()): Process {
  refuseBrokenReferences(orderType, { workflows, workflowTypes })
  const reached = workflowKeysOf(orderType)
  const phaseKeys = orderType.phases.map((phase) => phase.type)
  return {
    id,
    orderType,
    workflows: Object.fromEntries(workflows.filter(({ key }) => reached.has(key)).map((workflow) => [workflow.key, freezeWorkflow(workflow, statuses)])),
    phaseNames: Object.fromEntries(workflowTypes.filter(({ key }) => phaseKeys.includes(key)).map(({ key, name }) => [key, name])),
  }
}

export function freezeWorkflow(workflow: PublishedWorkflow, statuses: KnownStatus[]): FrozenWorkflow {
  const byKey = new Map(statuses.map((status) => [status.key, status]))
  return {
    ...workflow,
    steps: workflow.steps.map((step, i) => {
      const status: { id: string; category: Category } =
        byKey.get(step.status) ?? refuse('validation-failed', `Workflow “${workflow.name}” uses the status “${step.status}”, which is not in the Status Library.`, {
          errors: [{ pointer: `/steps/${i}/status`, code: 'unknown', message: `There is no status “${step.status}”.` }],
        })
      return { ...step, statusId: status.id, category: status.category }
    }),
  }
}

/** Every workflow an order of this type, or one of its line items, may be in. */
export function workflowKeysOf(orderType: OrderType): Set<string> {
  const keys = orderType.phases.flatMap((phase) => phase.choices.map((choice) => choice.workflow))
  return new Set(orderType.lineItemWorkflow === undefined ? keys : [...keys, orderType.lineItemWorkflow])
}

export function refuseBrokenReferences(orderType: OrderType, library: Pick<Library, 'workflows' | 'workflowTypes'>): void {
  refuseErrors(errorsOfOrderType(orderType, library.workflows, library.workflowTypes))
}

/** What an order type refers to that is not there, or says twice. */
export function errorsOfOrderType(orderType: OrderType, workflows: Workflow[], workflowTypes: WorkflowType[]): FieldError[] {
  const byKey = new Map(workflows.map((workflow) => [workflow.key, workflow]))
  return [
    ...errorsOfPhases(orderType, byKey, workflowTypes),
    ...errorsOfLineItemWorkflow(orderType, byKey),
    ...orderType.rollUps.flatMap((rollUp, i) => errorsOfRollUp(orderType, rollUp, `/rollUps/${i}`, byKey)),
    ...errorsOfNumbering(orderType.numbering),
    ...saidTwice('phases', orderType.phases.map((phase) => phase.type), 'type'),
    ...(['rollUps', 'fulfilmentMethods', 'fields', 'lineItemFields'] as const).flatMap((list) => saidTwice(list, orderType[list].map(({ key }) => key))),
  ]
}

function errorsOfPhases(orderType: OrderType, workflows: Map<string, Workflow>, workflowTypes: WorkflowType[]): FieldError[] {
  const errors: FieldError[] = []
  const methods = orderType.fulfilmentMethods.map((method) => method.key)
  orderType.phases.forEach((phase, i) => {
    if (!workflowTypes.some(({ key }) => key === phase.type)) errors.push(unknown(`/phases/${i}/type`, 'workflow type', phase.type))
    phase.choices.forEach((choice, j) => {
      const at = `/phases/${i}/choices/${j}`
      const workflow = workflows.get(choice.workflow)
      if (!workflow) errors.push(unknown(`${at}/workflow`, 'workflow', choice.workflow))
      else if (workflow.scope !== 'order') errors.push(unfit(`${at}/workflow`, `“${workflow.name}” is a workflow of line items; a phase needs one of orders.`))
      else if (workflow.type !== phase.type) errors.push(unfit(`${at}/workflow`, `“${workflow.name}” is not of the workflow type “${phase.type}”.`))
      choice.fulfilmentMethods?.forEach((method, k) => {
        if (!methods.includes(method)) errors.push(unknown(`${at}/fulfilmentMethods/${k}`, 'fulfilment method', method))
      })
    })
  })
  if (orderType.phases.every((phase) => phase.choices.length === 0)) {
    errors.push(unfit('/phases', `“${orderType.name}” has no workflow in any phase, so its orders could start nowhere.`))
  }
  return errors
}

function errorsOfLineItemWorkflow(orderType: OrderType, workflows: Map<string, Workflow>): FieldError[] {
  if (orderType.lineItemWorkflow === undefined) return []
  const workflow = workflows.get(orderType.lineItemWorkflow)
  if (!workflow) return [unknown('/lineItemWorkflow', 'workflow', orderType.lineItemWorkflow)]
  return workflow.scope === 'line_item' ? [] : [unfit('/lineItemWorkflow', `“${workflow.name}” is a workflow of orders; line items need one of their own.`)]
}

function errorsOfRollUp(orderType: OrderType, rollUp: RollUp, at: string, workflows: Map<string, Workflow>): FieldError[] {
  if (orderType.lineItemWorkflow === undefined) return [unfit(at, `“${rollUp.name}” follows line items, but this order type does not track them.`)]
  if ((rollUp.transition === undefined) === (rollUp.toStep === undefined)) return [unfit(at, `“${rollUp.name}” names either a transition or a step.`)]
  const ofOrders = [...workflowKeysOf(orderType)].flatMap((key) => workflows.get(key) ?? []).filter((workflow) => workflow.scope === 'order')
  if (rollUp.transition !== undefined) {
    const isThere = ofOrders.some((workflow) => workflow.transitions.some(({ key }) => key === rollUp.transition))
    return isThere ? [] : [unknown(`${at}/transition`, 'transition', rollUp.transition)]
  }
  const isThere = ofOrders.some((workflow) => workflow.steps.some(({ key }) => key === rollUp.toStep))
  return isThere ? [] : [unknown(`${at}/toStep`, 'step', rollUp.toStep ?? '')]
}

function unknown(pointer: string, noun: string, key: string): FieldError {
  return { pointer, code: 'unknown', message: `There is no ${noun} “${key}”.` }
}

function unfit(pointer: string, message: string): FieldError {
  return { pointer, code: 'unfit', message }
}
