import { reachOf, roleNames } from '../kernel/permission.ts'
import { remembersWhereFrom } from './category.ts'
import type { Checked } from './checked-workflow.ts'
import type { Fault } from './fault.ts'
import { inWords } from './condition.ts'
import { pathTo } from './explore-workflow.ts'
import { leavesFrom } from './move.ts'
import { narrowed, possibilitiesOf } from './possibilities.ts'
import type { Condition, Transition } from './schema.ts'
import { guardsByItself, guardsOf, isMadeByItself } from './triggers.ts'

/** Transitions that nobody can ever make, or that Docket can never make by itself, because of what they ask for. */
export function faultsOfConditions(checked: Checked): Fault[] {
  return checked.workflow.transitions.flatMap((transition) => [...faultsOfGuards(checked, transition), ...faultsOfRoles(checked, transition)])
}

function faultsOfGuards(checked: Checked, transition: Transition): Fault[] {
  const { scope } = checked.workflow
  const memory = memoryAt(checked, transition)
  const never = contradictionIn(checked, [...guardsOf(transition, scope), ...memory])
  if (never) return [faultAt(checked, transition, 'impossible-guard', `“${transition.name}” can never be made: it asks that ${never}.`)]
  const neverByItself = transition.automatic && contradictionIn(checked, [...transition.automatic, ...guardsByItself(transition, scope), ...memory])
  return neverByItself ? [faultAt(checked, transition, 'impossible-guard', `“${transition.name}” never moves by itself: it waits until ${neverByItself}.`)] : []
}

/** What is asked that cannot be, in words: one condition that never holds, or those that exclude each other. */
function contradictionIn({ workflow, context, nameOf }: Checked, conditions: Condition[]): string | undefined {
  const possible = possibilitiesOf(conditions, workflow.scope, context)
  if (narrowed(possible, conditions)) return undefined
  // Whatever is not needed for the contradiction is no part of it.
  const asked = conditions.reduce((kept, condition) => {
    const others = kept.filter((one) => one !== condition)
    return narrowed(possible, others) ? kept : others
  }, conditions)
  const [alone, ...more] = asked
  const steps = workflow.steps.map(({ key }) => ({ value: key, label: nameOf(key) }))
  const told = (condition: Condition) => inWords(condition, { ...context, steps })
  if (alone && more.length === 0) return `${told(alone)}, which is never so`
  if (asked.some((one) => nothingRemembered.includes(one))) return `${asked.filter((one) => !nothingRemembered.includes(one)).map(told).join(' and that ')}, but no step it leaves from is on hold or closed`
  return `${[...new Set(asked.map(told))].join(' and that ')}, which cannot be so at once`
}

// Only what is on hold or closed remembers where it came from.
function memoryAt({ workflow }: Checked, transition: Transition): Condition[] {
  const asked = [...transition.guards, ...(transition.automatic ?? [])].map(({ fact }) => fact)
  const from = workflow.steps.filter((step) => leavesFrom(transition, { step: step.key, category: step.category }))
  if (from.some((step) => remembersWhereFrom(step.category))) return []
  return nothingRemembered.filter(({ fact }) => asked.includes(fact))
}

const nothingRemembered: Condition[] = [{ fact: 'heldFrom', is: 'absent' }, { fact: 'heldBy', is: 'absent' }]

function faultsOfRoles(checked: Checked, transition: Transition): Fault[] {
  const permission = checked.workflow.scope === 'order' ? 'order.move' : 'line_item.move'
  if (!transition.roles || isMadeByItself(transition) || transition.roles.some((role) => reachOf(role, permission))) return []
  const names = transition.roles.map((role) => roleNames[role]).join(', ')
  return [faultAt(checked, transition, 'nobody-may', `“${transition.name}” can be made by nobody: it is for ${names} alone, who may not move orders.`)]
}

/** A fault of a transition, with the shortest way to a step it leaves from. */
export function faultAt({ workflow, found }: Checked, transition: Transition, code: Fault['code'], message: string): Fault {
  const leaves = (step: string) => workflow.steps.some(({ key, category }) => key === step && leavesFrom(transition, { step, category }))
  const place = found.places.find(({ step }) => leaves(step))
  return { code, step: place?.step ?? workflow.steps.find(({ key }) => leaves(key))?.key ?? null, message, path: place ? pathTo(place) : [] }
}
