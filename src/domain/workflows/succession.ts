import type { FieldError } from '../kernel/refusal.ts'
import type { OrderType, Status, Workflow } from './schema.ts'

/** What a workflow's next version may not do, whatever it could do by itself: change sides, or begin to use what is retired. */
export function errorsOfSuccession(workflow: Workflow, before: Workflow | undefined, statuses: (Pick<Status, 'key' | 'name'> & { isRetired: boolean })[]): FieldError[] {
  const usedBefore = new Set(before?.steps.map((step) => step.status))
  const retired = new Map(statuses.filter(({ key, isRetired }) => isRetired && !usedBefore.has(key)).map(({ key, name }) => [key, name]))
  return [
    ...(before && before.scope !== workflow.scope ? [{ pointer: '/scope', code: 'fixed', message: `“${before.name}” is a workflow of ${before.scope === 'order' ? 'orders' : 'line items'} for good.` }] : []),
    ...workflow.steps.flatMap(({ status }, i) => newlyUsed(`/steps/${i}/status`, retired.get(status))),
  ]
}

/** The same of an order type: it may go on with a retired workflow that it used before, and take no other. */
export function errorsOfOrderTypeSuccession(orderType: OrderType, before: OrderType | undefined, workflows: { key: string; name: string; isRetired: boolean }[]): FieldError[] {
  const usedBefore = new Set([before?.lineItemWorkflow, ...(before?.phases ?? []).flatMap(({ choices }) => choices.map(({ workflow }) => workflow))])
  const retired = new Map(workflows.filter(({ key, isRetired }) => isRetired && !usedBefore.has(key)).map(({ key, name }) => [key, name]))
  return [
    ...orderType.phases.flatMap(({ choices }, i) => choices.flatMap(({ workflow }, j) => newlyUsed(`/phases/${i}/choices/${j}/workflow`, retired.get(workflow)))),
    ...newlyUsed('/lineItemWorkflow', retired.get(orderType.lineItemWorkflow ?? '')),
  ]
}

function newlyUsed(pointer: string, retiredName: string | undefined): FieldError[] {
  return retiredName === undefined ? [] : [{ pointer, code: 'retired', message: `“${retiredName}” is retired.` }]
}
