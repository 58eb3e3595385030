import { remembersWhereFrom } from './category.ts'
import type { Checked } from './checked-workflow.ts'
import type { Fault, Findings } from './fault.ts'
import { pathTo, standIn, type Place } from './explore-workflow.ts'
import { faultAt } from './faults-of-conditions.ts'
import { findCircles, type Arrow } from './find-circles.ts'
import { enterStep } from './enter-step.ts'
import { leavesFrom, movesFrom, type Mover } from './move.ts'
import { isCertain, narrowed, type Possibilities } from './possibilities.ts'
import { positionAt, type FrozenStep, type Position, type Ways } from './process.ts'
import type { Condition, Transition } from './schema.ts'
import { MOST_BUSINESS_MINUTES, waitInWords, waitOf, type Wait } from './timer.ts'
import { automaticFrom, guardsByItself, isMadeByItself, mayMoveByItself, possibilitiesIn } from './triggers.ts'

/** Moves made by nobody that lead round in a circle, and those that never come to be made. */
export function faultsOfTriggers(checked: Checked): Findings {
  const triggers = checked.workflow.transitions.filter(isMadeByItself)
  if (triggers.length === 0) return { faults: [], doubts: [] }
  const possible = possibilitiesIn(checked.workflow, checked.context)
  const { faults, doubts } = circlesOf(checked, possible)
  return { faults: [...faults, ...triggers.flatMap((transition) => faultsOfTrigger(checked, transition, possible))], doubts }
}

// ---- circles

function circlesOf({ workflow, found, nameOf }: Checked, possible: Possibilities): Findings {
  if (workflow.scope === 'line_item') return { faults: [], doubts: [] }
  const alone = standIn(workflow, true)
  const starts = found.places.filter((place) => workflow.transitions.some((one) => one.automatic && leavesFrom(one, place)))
  const placeOf = new Map(found.places.map((place) => [`${place.step} ${place.heldFrom ?? ''}`, place]))
  const { circles, isWhole } = findCircles(starts.map((place) => moverAt(alone, workflow.key, place)), (mover) => arrowsFrom(alone.ways, mover), nameOfPlace, possible)
  const faults = circles.map(({ places, arrows }): Fault => {
    const steps = [...places, ...places.slice(0, 1)].map(({ position }) => position.step)
    const [first] = places
    const start = first && placeOf.get(nameOfPlace(first))
    const names = [...new Set(arrows.map(({ label }) => `“${label}”`))].join(', ')
    return {
      code: 'trigger-loop', step: steps[0] ?? null, path: [...(start ? pathTo(start).slice(0, -1) : []), ...steps],
      message: `Moves made by nobody lead round in a circle: ${steps.map(nameOf).join(' → ')}, by ${names}, whose conditions can hold together.`,
    }
  })
  return { faults, doubts: isWhole ? [] : [`“${workflow.name}” has so many moves made by nobody that not every way round could be tried: a circle among them may have been missed.`] }
}

function arrowsFrom(ways: Ways, mover: Mover): Arrow<Mover>[] {
  return automaticFrom(ways, mover).map(({ move, transition, requires }) => ({ to: enterStep(mover, move.to, move.key), requires, effects: transition.effects ?? [], label: transition.name }))
}

function moverAt({ ways, phase, route }: Alone, workflow: string, place: Pick<Place, 'step' | 'heldFrom'>): Mover {
  const at = (step: string) => positionAt(ways, phase, workflow, step)
  return { position: at(place.step) ?? nowhere, heldFrom: (place.heldFrom === null ? undefined : at(place.heldFrom)) ?? null, route }
}

type Alone = ReturnType<typeof standIn>
const nowhere: Position = { phase: null, workflow: '', step: '', statusId: '', category: 'draft' }

function nameOfPlace({ position, heldFrom }: Mover): string {
  return `${position.step} ${heldFrom?.step ?? ''}`
}

// ---- what never comes to be made

const LONGEST_TIMER = 525_600

function faultsOfTrigger(checked: Checked, transition: Transition, possible: Possibilities): Fault[] {
  const { workflow, found, nameOf } = checked
  const isTimer = transition.afterMinutes !== undefined
  const what = isTimer ? `The timer “${transition.name}” can never fire` : `“${transition.name}” never moves by itself`
  const dead = (why: string) => [faultAt(checked, transition, isTimer ? 'dead-timer' : 'dead-trigger', `${what}: ${why}.`)]
  if (workflow.scope === 'line_item') return dead('only orders move by themselves, line items do not')
  if (transition.reasonRequired) return dead('it asks for a reason, and nobody is there to give one')
  if (isTimer && (transition.afterMinutes ?? 0) > LONGEST_TIMER) return dead('it waits longer than a year')
  if (isTimer && transition.inBusinessHours && (transition.afterMinutes ?? 0) > MOST_BUSINESS_MINUTES) return dead(`it waits longer than ${MOST_BUSINESS_MINUTES / 60} business hours, which is as far as they are counted`)
  const wanted = narrowed(possible, [...(isTimer ? [] : transition.automatic ?? []), ...guardsByItself(transition, 'order')])
  // That its conditions exclude each other is a fault of its own.
  if (!wanted) return []
  const reached = new Set(found.places.map(({ step }) => step))
  let because: string | undefined
  for (const step of workflow.steps) {
    if (!leavesFrom(transition, { step: step.key, category: step.category })) continue
    const why = reached.has(step.key) ? whyNeverFrom(checked, transition, step, wanted) : `an order never gets to ${nameOf(step.key)}`
    if (why === undefined) return []
    because ??= why
  }
  return because === undefined ? [] : dead(because)
}

/** Why it is never made from this step; undefined where it can be. */
function whyNeverFrom({ workflow, nameOf }: Checked, transition: Transition, step: FrozenStep, wanted: Possibilities): string | undefined {
  const { ways, phase, route } = standIn(workflow, true)
  const position: Position = { phase, workflow: workflow.key, step: step.key, statusId: step.statusId, category: step.category }
  if (!mayMoveByItself(transition, { position })) return `${nameOf(step.key)} archives the order, and what is archived stays where it is`
  const mover: Mover = { position, heldFrom: remembersWhereFrom(step.category) ? position : null, route }
  const automatic = automaticFrom(ways, mover)
  const isAutomatic = transition.automatic !== undefined
  const earlier = isAutomatic && transition.afterMinutes === undefined ? automatic.slice(0, automatic.findIndex((one) => one.transition === transition)) : automatic.filter((one) => one.transition !== transition)
  const first = earlier.find(({ requires }) => areCertain(wanted, requires))
  if (first) return `whenever it could, “${first.transition.name}” has left ${nameOf(step.key)} by itself already`
  if (transition.afterMinutes === undefined) return undefined
  const sooner = timersBefore(ways, mover, transition).find((timer) => areCertain(wanted, guardsByItself(timer.transition, 'order')))
  return sooner && `the timer “${sooner.name}” leaves ${nameOf(step.key)} after ${waitInWords(sooner.wait)} already`
}

type Timer = { transition: Transition; name: string; wait: Wait }

/** The timers that are over before this one wherever both run. Business hours go by no faster than the clock, and how slowly nobody knows. */
function timersBefore(ways: Ways, mover: Mover, transition: Transition): Timer[] {
  const timers = movesFrom(ways, mover).flatMap(({ transition: one }): Timer[] => {
    const wait = one && mayMoveByItself(one, mover) ? waitOf(one) : undefined
    return one && wait ? [{ transition: one, name: one.name, wait }] : []
  })
  const sorted = timers.toSorted((a, b) => a.wait.afterMinutes - b.wait.afterMinutes)
  const at = sorted.findIndex((one) => one.transition === transition)
  return sorted.slice(0, Math.max(0, at)).filter(({ wait }) => !wait.inBusinessHours || transition.inBusinessHours)
}

function areCertain(possible: Possibilities, conditions: Condition[]): boolean {
  return conditions.every((condition) => isCertain(possible, condition))
}
