import type { Category } from './category.ts'
import type { OrderType, Step, Workflow, WorkflowChoice } from './schema.ts'
import type { Channel } from '../orders/channel.ts'

/**
 * A process is an order type with all its workflows, frozen. An order points at the one it started on and is judged by
 * it for life, so publishing a new version of anything never changes the path of an open order.
 * Because it never changes, it may be cached for ever by its id.
 */
export type Process = {
  id: string
  orderType: OrderType & { id: string; version: number }
  /** Every workflow the order type can reach, by key. */
  workflows: Record<string, FrozenWorkflow>
  phaseNames: Record<string, string>
}

/** As much of a process as finding one's way in it takes. */
export type Ways = Pick<Process, 'workflows'>

export type FrozenWorkflow = Omit<Workflow, 'steps'> & { version: number; steps: FrozenStep[] }
/** A step knows its status and, frozen beside it, the category: a library edit cannot change what open orders may do. */
export type FrozenStep = Step & { statusId: string; category: Category }

/** The one place where an order or a line item stands. */
export type Position = { phase: string | null; workflow: string; step: string; statusId: string; category: Category }

/** Where something on hold came from, and the move by which it came onto hold as far as that is known. */
export type HeldFrom = Position & { by?: string }

/** The workflows an order goes through, one a phase, chosen when it is placed. */
export type Route = { phase: string; workflow: string }[]

/** Chooses a workflow for each phase by channel and fulfilment method; a phase without a fitting choice is left out. */
export function chooseRoute(process: Process, choice: { channel: Channel; fulfilmentMethod?: string | null }): Route {
  return process.orderType.phases.flatMap((phase) => {
    const chosen = phase.choices.find((candidate) => isChoiceFor(candidate, choice))
    return chosen ? [{ phase: phase.type, workflow: chosen.workflow }] : []
  })
}

/** Whether an order by this channel and fulfilment method may take this choice of a phase. */
export function isChoiceFor({ channels, fulfilmentMethods }: WorkflowChoice, order: { channel: Channel; fulfilmentMethod?: string | null }): boolean {
  return (!channels || channels.includes(order.channel)) && (!fulfilmentMethods || fulfilmentMethods.includes(order.fulfilmentMethod ?? ''))
}

/** The phase in which an order may be in this workflow; null for a workflow of line items. */
export function phaseOf({ orderType }: Pick<Process, 'orderType'>, workflow: string): string | null {
  return orderType.phases.find(({ choices }) => choices.some((choice) => choice.workflow === workflow))?.type ?? null
}

/** The first step of a route; undefined when no phase has a workflow. */
export function startOf(process: Process, route: Route): Position | undefined {
  const first = route[0]
  return first && positionAt(process, first.phase, first.workflow)
}

/** Where a new line item stands; undefined when this order type does not track line items. */
export function lineItemStart(process: Process): Position | undefined {
  const key = process.orderType.lineItemWorkflow
  return key ? positionAt(process, null, key) : undefined
}

/** The position at a step of a workflow (the first step by default); undefined when there is no such step. */
export function positionAt(process: Ways, phase: string | null, workflowKey: string, stepKey?: string): Position | undefined {
  const workflow = process.workflows[workflowKey]
  const step = stepKey === undefined ? workflow?.steps[0] : workflow?.steps.find((candidate) => candidate.key === stepKey)
  return step && { phase, workflow: workflowKey, step: step.key, statusId: step.statusId, category: step.category }
}

export function stepAt(process: Ways, position: Position): FrozenStep | undefined {
  return process.workflows[position.workflow]?.steps.find((step) => step.key === position.step)
}

/** Where it returns to: the place alone. */
export function placeOf({ phase, workflow, step, statusId, category }: HeldFrom): Position {
  return { phase, workflow, step, statusId, category }
}

export function samePosition(a: Position, b: Position): boolean {
  return a.workflow === b.workflow && a.step === b.step && a.phase === b.phase
}
