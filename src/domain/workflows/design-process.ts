import type { Category } from './category.ts'
import { workflowKeysOf, type KnownStatus } from './freeze-process.ts'
import type { FrozenWorkflow, Process } from './process.ts'
import type { OrderType, Workflow, WorkflowType } from './schema.ts'

/** What a design is tried out with: the library as it is, whatever is wrong with the design. */
export type DesignLibrary = { statuses: KnownStatus[]; workflowTypes: WorkflowType[] }

/**
 * A workflow by itself as a process, so that an order, or a line item, can be walked through it before anybody publishes it.
 * Never throws: what is missing is left out, and a step whose status is unknown counts as work in progress.
 */
export function processOfWorkflow(workflow: Workflow, library: DesignLibrary): Process {
  const type = workflow.type ?? library.workflowTypes[0]?.key ?? 'phase'
  if (workflow.scope === 'order') return processOf({ ...emptyType, phases: [{ type, choices: [{ workflow: workflow.key }] }] }, [workflow], library)
  const open: Workflow = {
    key: 'open-order', name: 'Open order', type, scope: 'order', movement: 'free', transitions: [],
    steps: [{ key: 'open', status: 'open' }],
  }
  return processOf({ ...emptyType, phases: [{ type, choices: [{ workflow: open.key }] }], lineItemWorkflow: workflow.key }, [open, workflow], library)
}

/** A whole order type as a process, with its workflows as they are designed right now. Never throws. */
export function processOfOrderType(orderType: OrderType, workflows: Workflow[], library: DesignLibrary): Process {
  const known = new Set(workflows.filter(({ steps }) => steps.length > 0).map(({ key }) => key))
  const phases = orderType.phases.map((phase) => ({ ...phase, choices: phase.choices.filter(({ workflow }) => known.has(workflow)) }))
  const { lineItemWorkflow, ...rest } = orderType
  return processOf({ ...rest, phases, ...(lineItemWorkflow !== undefined && known.has(lineItemWorkflow) ? { lineItemWorkflow } : {}) }, workflows, library)
}

/** The order type as it would be if it took this workflow: as it is, where it does; otherwise in the phase it is made for. Undefined where it has no place for it. */
export function orderTypeTaking(orderType: OrderType, { key, scope, type }: Pick<Workflow, 'key' | 'scope' | 'type'>): OrderType | undefined {
  if (workflowKeysOf(orderType).has(key)) return orderType
  if (scope === 'line_item') return { ...orderType, lineItemWorkflow: key }
  if (!orderType.phases.some((phase) => phase.type === type)) return undefined
  return { ...orderType, phases: orderType.phases.map((phase) => (phase.type === type ? { ...phase, choices: [{ workflow: key }] } : phase)) }
}

const emptyType: OrderType = {
  key: 'design', name: 'Order', phases: [], rollUps: [], numbering: { pattern: '{sequence}', sequence: 'organization', restarts: 'never', perLocation: false },
  fulfilmentMethods: [], fields: [], lineItemFields: [], intake: { customerEmail: false, shippingAddress: false, lines: false },
}

function processOf(orderType: OrderType, workflows: Workflow[], library: DesignLibrary): Process {
  const used = workflowKeysOf(orderType)
  return {
    id: 'design',
    orderType: { ...orderType, id: 'design', version: 0 },
    workflows: Object.fromEntries(workflows.filter(({ key }) => used.has(key)).map((workflow) => [workflow.key, frozenLeniently(workflow, library.statuses)])),
    phaseNames: Object.fromEntries(library.workflowTypes.map(({ key, name }) => [key, name])),
  }
}

function frozenLeniently(workflow: Workflow, statuses: KnownStatus[]): FrozenWorkflow {
  const byKey = new Map(statuses.map((status) => [status.key, status]))
  const steps = workflow.steps.map((step) => {
    const status: { id: string; category: Category } = byKey.get(step.status) ?? { id: step.status, category: 'in_progress' }
    return { ...step, statusId: status.id, category: status.category }
  })
  return { ...workflow, version: 0, steps }
}
