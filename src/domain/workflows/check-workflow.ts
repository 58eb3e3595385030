import { fieldsIn, type AskedOf } from './fact-context.ts'
import { rulesOf, isSideRoad, type Category } from './category.ts'
import type { Checked } from './checked-workflow.ts'
import { exploreWorkflow, pathTo, type Exploration, type Place } from './explore-workflow.ts'
import type { Fault, FaultCode, Findings } from './fault.ts'
import { faultsOfConditions } from './faults-of-conditions.ts'
import { faultsOfTriggers } from './faults-of-triggers.ts'
import { faultsInWriting, type CheckedAgainst } from './faults-in-writing.ts'
import { freezeWorkflow } from './freeze-process.ts'
import type { Workflow } from './schema.ts'
import { holdsIn } from './triggers.ts'

/** Whether a phase comes after this one: it cannot, it may, or it does and has to be reached. */
export type Next = 'never' | 'maybe' | 'always'

/**
 * Whether a workflow can work. First what is written is read; when that makes sense, every way an order can take is
 * walked, by the very moves the engine will offer it: on the way guards and roles are taken to allow. Then conditions are looked
 * at by themselves: those that can never hold, and moves that are made by nobody and lead round in a circle, or never happen.
 */
export function examineWorkflow(workflow: Workflow, library: CheckedAgainst, next: Next = nextOf(workflow), orderTypes: readonly AskedOf[] = []): Findings {
  const written = faultsInWriting(workflow, library)
  if (written.some((fault) => unwalkable.has(fault.code))) return { faults: written, doubts: [] }
  const frozen = freezeWorkflow({ ...workflow, version: 0 }, library.statuses)
  const names = new Map(library.statuses.map((status) => [status.key, status.name]))
  const nameOf = (key: string) => `“${names.get(workflow.steps.find((step) => step.key === key)?.status ?? '') ?? key}”`
  const [first] = frozen.steps
  if (first && isSideRoad(first.category)) {
    const message = `The first step, ${nameOf(first.key)}, is a side road: an order starting there would be ${rulesOf(first.category).name.toLowerCase()} before it began.`
    return { faults: [...written, { code: 'no-start', step: first.key, message, path: [first.key] }], doubts: [] }
  }
  const found = exploreWorkflow(frozen, next !== 'never')
  const checked: Checked = { workflow: frozen, found, nameOf, context: { ...fieldsIn(orderTypes, workflow), holds: holdsIn(frozen), ...(library.currency === undefined ? {} : { currency: library.currency }) } }
  const { faults, doubts } = faultsOfTriggers(checked)
  return { faults: [...written, ...faultsOnTheWay(found, workflow, nameOf, next), ...faultsOfConditions(checked), ...faults], doubts }
}

/** The faults alone: what keeps a workflow from being published. */
export function checkWorkflow(...examined: Parameters<typeof examineWorkflow>): Fault[] {
  return examineWorkflow(...examined).faults
}

/** Taken by itself, a workflow with a type may be followed by another phase; one of line items never is. */
function nextOf(workflow: Workflow): Next {
  return workflow.scope === 'order' && workflow.type !== undefined ? 'maybe' : 'never'
}

const unwalkable: ReadonlySet<FaultCode> = new Set(['duplicate-step', 'unknown-status', 'unknown-step'])

function faultsOnTheWay(found: Exploration, workflow: Workflow, nameOf: (key: string) => string, next: Next): Fault[] {
  const faults: Fault[] = []
  const reached = new Set(found.places.map((place) => place.step))
  for (const { key } of workflow.steps) {
    if (reached.has(key)) continue
    const before = found.leadingTo(key)[0]
    const message = before === undefined ? `Nothing leads to ${nameOf(key)}.` : `Only ${nameOf(before)} leads to ${nameOf(key)}, and nothing leads there.`
    faults.push({ code: 'unreachable', step: key, message, path: before === undefined ? [key] : [before, key] })
  }

  const stuck = new Set(found.places.filter((place) => isOpen(place) && !place.handsOver && place.onward.length === 0))
  for (const place of firstOfEachStep([...stuck])) {
    faults.push({ code: 'dead-end', step: place.step, message: `Nothing leads on from ${nameOf(place.step)}, and it is not an end.`, path: pathTo(place) })
  }

  const ends = found.places.filter((place) => place.handsOver || endings.has(place.category))
  if (ends.length === 0) {
    const last = found.places.at(-1)
    faults.push({ code: 'no-end', step: last?.step ?? null, message: 'No order could ever be finished: no completed, cancelled or closed step can be reached.', path: last ? pathTo(last) : [] })
    return faults
  }
  const safe = placesLeadingTo(found.places, found.places.filter((place) => !isOpen(place) || place.handsOver || stuck.has(place)))
  for (const place of firstOfEachStep(found.places.filter((place) => !safe.has(place)))) {
    faults.push({ code: 'no-way-out', step: place.step, message: `From ${nameOf(place.step)} an order goes round in circles: no end can be reached.`, path: pathTo(place) })
  }
  if (next === 'always' && !found.places.some((place) => place.handsOver)) {
    const last = found.places.at(-1)
    faults.push({ code: 'no-hand-over', step: last?.step ?? null, message: 'Nothing leads on to the next phase.', path: last ? pathTo(last) : [] })
  }
  return faults
}

const endings: ReadonlySet<Category> = new Set(['completed', 'cancelled', 'closed'])

function isOpen(place: Place): boolean {
  return rulesOf(place.category).isOpen
}

function firstOfEachStep(places: Place[]): Place[] {
  // Nearest first, so the last one written for a step must be its first.
  return [...new Map(places.toReversed().map((place) => [place.step, place])).values()].toReversed()
}

function placesLeadingTo(places: Place[], goals: Place[]): Set<Place> {
  const before = new Map<Place, Place[]>()
  for (const place of places) {
    for (const onward of place.onward) {
      const earlier = before.get(onward)
      if (earlier) earlier.push(place)
      else before.set(onward, [place])
    }
  }
  const found = new Set(goals)
  for (const place of found) for (const earlier of before.get(place) ?? []) found.add(earlier)
  return found
}
