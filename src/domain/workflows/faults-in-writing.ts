import { remembersWhereFrom } from './category.ts'
import type { Fault } from './fault.ts'
import { findFact } from './fact.ts'
import type { KnownStatus } from './freeze-process.ts'
import { changesNothing } from './move.ts'
import type { Condition, Transition, Workflow } from './schema.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from './special-steps.ts'
import { isMadeByItself } from './triggers.ts'

/** What a workflow is checked against: the statuses it may name, and the workflow types it may be of. */
export type CheckedAgainst = { statuses: KnownStatus[]; workflowTypes: { key: string }[]; currency?: string }

/** What can be seen to be wrong with a workflow by reading it, before walking it. */
export function faultsInWriting(workflow: Workflow, library: CheckedAgainst): Fault[] {
  return [
    ...(workflow.type !== undefined && !library.workflowTypes.some(({ key }) => key === workflow.type)
      ? [fault('unknown-type', null, `There is no workflow type “${workflow.type}”.`)] : []),
    ...twice(workflow.steps.map((step) => step.key)).map((key) => fault('duplicate-step', key, `Two steps have the key “${key}”.`)),
    ...twice(workflow.transitions.map((transition) => transition.key)).map((key) => fault('duplicate-transition', null, `Two transitions have the key “${key}”.`)),
    ...faultsOfSteps(workflow, library.statuses),
    ...workflow.transitions.flatMap((transition) => faultsOfTransition(workflow, transition, library.statuses)),
  ]
}

function faultsOfSteps(workflow: Workflow, statuses: KnownStatus[]): Fault[] {
  return workflow.steps.flatMap((step) => {
    const status = statuses.find(({ key }) => key === step.status)
    if (!status) return [fault('unknown-status', step.key, `There is no status “${step.status}” in the Status Library.`)]
    if (status.scope === workflow.scope) return []
    return [fault('wrong-scope', step.key, `“${status.name}” is a status of ${status.scope === 'order' ? 'orders' : 'line items'}; this workflow is not.`)]
  })
}

function faultsOfTransition(workflow: Workflow, transition: Transition, statuses: KnownStatus[]): Fault[] {
  return [...faultsOfDestination(workflow, transition), ...faultsOfOrigin(workflow, transition, statuses), ...faultsOfQuestions(workflow, transition)]
}

function faultsOfDestination(workflow: Workflow, { name, to, from, ...transition }: Transition): Fault[] {
  if (to === NEXT_PHASE) {
    return workflow.scope === 'line_item' ? [fault('no-next-phase', null, `“${name}” leads to the next phase, but line items have no phases.`)] : []
  }
  if (to === WHERE_HELD_FROM) return []
  if (!workflow.steps.some((step) => step.key === to)) return [fault('unknown-step', to, `“${name}” leads to “${to}”, which is no step of this workflow.`)]
  // Beside other steps, the step it leads to only says that asking again there is no mistake.
  const leadsNowhereElse = from.every((key) => key === to) && changesNothing({ ...transition, name, to, from }, to)
  if (from.includes(to) && (isMadeByItself(transition) || leadsNowhereElse)) {
    return [fault('no-change', to, `“${name}” leads from “${to}” to itself and changes nothing.`, [to, to])]
  }
  return []
}

function faultsOfOrigin(workflow: Workflow, { name, to, from }: Transition, statuses: KnownStatus[]): Fault[] {
  return from.flatMap((key) => {
    if (key === ANY_STEP || key === OPEN_STEPS) return []
    const step = workflow.steps.find((candidate) => candidate.key === key)
    if (!step) return [fault('unknown-step', key, `“${name}” starts from “${key}”, which is no step of this workflow.`)]
    const category = statuses.find((status) => status.key === step.status)?.category
    if (to !== WHERE_HELD_FROM || category === undefined || remembersWhereFrom(category)) return []
    return [fault('nothing-remembered', key, `“${name}” leads back to where it was held from, but “${key}” remembers nothing: it is neither on hold nor closed.`)]
  })
}

function faultsOfQuestions({ scope }: Workflow, transition: Transition): Fault[] {
  const { name, fields } = transition
  return [
    ...twice(fields.map((field) => field.key)).map((key) => fault('duplicate-field', null, `“${name}” asks for “${key}” twice.`)),
    ...fields.filter((field) => field.key === 'reason').map(() => fault('reserved-field', null, `“${name}” has a field “reason”. Use reasonRequired for that.`)),
    ...fields.filter((field) => (field.kind === 'choice' || field.kind === 'choices') && !field.options?.length)
      .map((field) => fault('no-options', null, `“${name}” asks to choose “${field.label}” but offers nothing to choose from.`)),
    ...(transition.inBusinessHours && transition.afterMinutes === undefined ? [fault('nothing-counted', null, `“${name}” counts business hours, but has no timer that could count them.`)] : []),
    ...[...transition.guards, ...(transition.automatic ?? [])].flatMap((condition) => faultsOfCondition(scope, name, condition)),
  ]
}

function faultsOfCondition(scope: Workflow['scope'], name: string, condition: Condition): Fault[] {
  const { fact, is, in: oneOf, notIn, atLeast } = condition
  if (!findFact(fact, scope)) return [fault('unknown-fact', null, `“${name}” depends on “${fact}”, which Docket does not know of ${scope === 'order' ? 'an order' : 'a line item'}.`)]
  const asksNothing = is === undefined && oneOf === undefined && notIn === undefined && atLeast === undefined
  return asksNothing ? [fault('nothing-asked', null, `“${name}” has a condition on “${fact}” that asks nothing.`)] : []
}

function twice(keys: string[]): string[] {
  return [...new Set(keys.filter((key, i) => keys.indexOf(key) < i))]
}

function fault(code: Fault['code'], step: string | null, message: string, path: string[] = step === null ? [] : [step]): Fault {
  return { code, step, message, path }
}
