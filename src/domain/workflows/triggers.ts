import { holdsFor } from './condition.ts'
import { remembersWhereFrom } from './category.ts'
import type { FactContext, FactOption } from './fact.ts'
import { movesFrom, type Move, type Mover } from './move.ts'
import { possibilitiesOf, type Possibilities } from './possibilities.ts'
import type { FrozenWorkflow, Ways } from './process.ts'
import type { Condition, Effect, Transition, Workflow } from './schema.ts'

/** A move that is made by nobody, with everything that must be so for it. */
export type Trigger = { move: Move; transition: Transition; requires: Condition[] }

/** What must be so before a transition may be made by anybody at all: its guards, and its checklists done. */
export function guardsOf({ guards, checklistGate }: Transition, scope: Workflow['scope']): Condition[] {
  const own = { fact: scope === 'order' ? 'lineChecklists' : 'itemChecklists', notIn: ['open'] }
  const gate = checklistGate === 'order' ? [orderListsDone] : checklistGate === 'line_items' ? [own] : checklistGate === 'all' ? [orderListsDone, own] : []
  return [...guards, ...gate]
}

const orderListsDone: Condition = { fact: 'checklists', notIn: ['open'] }

/** The same before Docket makes it by itself: nobody is there to fill in what it asks for. */
export function guardsByItself(transition: Transition, scope: Workflow['scope']): Condition[] {
  const asked = transition.fields.filter((field) => field.required).map((field): Condition => ({ fact: `fields.${field.key}`, is: 'present' }))
  return [...guardsOf(transition, scope), ...asked]
}

/** Whether Docket is to make the move by itself: as soon as its conditions hold, or when its time is over. */
export function isMadeByItself({ automatic, afterMinutes }: Pick<Transition, 'automatic' | 'afterMinutes'>): boolean {
  return automatic !== undefined || afterMinutes !== undefined
}

/** Whether Docket can make the move by itself at all: a reason has to be given by somebody, and what is archived stays where it is. */
export function mayMoveByItself(transition: Transition, { position }: Pick<Mover, 'position'>): boolean {
  return !transition.reasonRequired && position.category !== 'closed'
}

/** The automatic moves from here, in the order in which they are looked at. What is remembered is known by where one stands. */
export function automaticFrom(ways: Ways, mover: Mover): Trigger[] {
  return movesFrom(ways, mover).flatMap((move): Trigger[] => {
    const { transition } = move
    if (!transition?.automatic || !mayMoveByItself(transition, mover)) return []
    const conditions = [...transition.automatic, ...guardsByItself(transition, 'order')]
    if (conditions.some((condition) => remembered[condition.fact]?.(condition, mover) === false)) return []
    return [{ move, transition, requires: conditions.filter(({ fact }) => !Object.hasOwn(remembered, fact)) }]
  })
}

/** What a mover remembers itself. By which move it came onto hold is not known of one that is only taken to stand there. */
const remembered: Record<string, (condition: Condition, mover: Mover) => boolean> = {
  heldFrom: (condition, { heldFrom }) => holdsFor(condition, heldFrom?.step),
  heldBy: (condition, { heldFrom }) => (heldFrom !== null && heldFrom.by === undefined) || holdsFor(condition, heldFrom?.by),
}

/** The moves of a workflow that put on hold, as conditions may name them. */
export function holdsIn({ transitions, steps }: Pick<FrozenWorkflow, 'transitions' | 'steps'>): FactOption[] {
  const leadsThere = ({ to }: Transition) => steps.some(({ key, category }) => key === to && remembersWhereFrom(category))
  return transitions.filter(leadsThere).map(({ key, name }) => ({ value: key, label: name }))
}

/** Everything that the facts a workflow's transitions ask about could be. */
export function possibilitiesIn({ scope, transitions }: Pick<Workflow, 'scope' | 'transitions'>, context: FactContext): Possibilities {
  const conditions = transitions.flatMap((transition) => [...(transition.automatic ?? []), ...guardsByItself(transition, scope)])
  const effects = transitions.flatMap((transition) => (transition.effects ?? []).flatMap(factSetBy))
  return possibilitiesOf([...conditions, ...effects.map(({ fact, value }): Condition => (typeof value === 'string' ? { fact, in: [value] } : { fact, is: 'present' }))], scope, context)
}

/** The fact an effect settles, and what it is from then on; nothing where it settles none, or only for the mover. */
export function factSetBy(effect: Effect): { fact: string; value: unknown }[] {
  if (effect.kind === 'set_field') return [{ fact: `fields.${effect.field}`, value: effect.value }]
  if (effect.kind === 'set_due') return [{ fact: 'dueAt', value: {} }]
  return effect.kind === 'add_checklist' ? [{ fact: 'checklists', value: 'open' }] : []
}
