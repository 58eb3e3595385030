import type { Category } from './category.ts'
import { enterStep } from './enter-step.ts'
import { movesFrom } from './move.ts'
import { positionAt, type FrozenWorkflow, type Position, type Route, type Ways } from './process.ts'

/** A step together with where it would return to: two orders on hold are not in the same place if they came from different steps. */
export type Place = { step: string; category: Category; heldFrom: string | null; cameFrom: Place | null; onward: Place[]; handsOver: boolean }

export type Exploration = {
  /** Every place that can be reached, nearest first. */
  places: Place[]
  /** The other steps that a move leads from to this one, reachable or not. */
  leadingTo(step: string): string[]
}

/** Walks every way through a workflow from its first step, by the moves the engine offers; going back is not a way on. */
export function exploreWorkflow(workflow: FrozenWorkflow, mayHandOver: boolean): Exploration {
  const positions = new Map(workflow.steps.map((step): [string, Position] => [step.key, { phase: null, workflow: workflow.key, step: step.key, statusId: step.statusId, category: step.category }]))
  const alone = standIn(workflow, mayHandOver)
  const exits = new Map(workflow.steps.map((step) => [step.key, exitsOf(alone, workflow, step.key)]))
  const [first] = workflow.steps
  const places = new Map<string, Place>()
  if (first) addPlace(places, { step: first.key, category: first.category, heldFrom: null }, null, exits)

  for (const place of places.values()) {
    const exit = exits.get(place.step)
    const steps = [...(exit?.steps ?? []), ...(exit?.returns && place.heldFrom !== null ? [place.heldFrom] : [])]
    const onward = steps.filter((step) => step !== place.step).map((step) => addPlace(places, enter(positions, place, step), place, exits))
    place.onward = [...new Set(onward)]
  }
  return {
    places: [...places.values()],
    leadingTo: (step) => [...exits].filter(([from, exit]) => from !== step && exit.steps.has(step)).map(([from]) => from),
  }
}

/** The steps from the start to this place. */
export function pathTo(place: Place): string[] {
  return [...(place.cameFrom ? pathTo(place.cameFrom) : []), place.step]
}

const HERE = 'here'
const BEYOND = '@beyond'
const MEMORY = '@memory'

type Exits = { steps: Set<string>; returns: boolean; handsOver: boolean }

/** A workflow by itself, with a stand-in for the phase after it, so that moves there are seen to lead somewhere. */
export function standIn(workflow: FrozenWorkflow, mayHandOver: boolean): { ways: Ways; phase: string | null; route: Route } {
  const beyond: FrozenWorkflow = {
    ...workflow, key: BEYOND, movement: 'explicit', transitions: [],
    steps: [{ key: BEYOND, status: BEYOND, statusId: '', category: 'completed' }],
  }
  return {
    ways: { workflows: { [workflow.key]: workflow, [BEYOND]: beyond } }, phase: workflow.scope === 'order' ? HERE : null,
    route: [{ phase: HERE, workflow: workflow.key }, ...(mayHandOver ? [{ phase: BEYOND, workflow: BEYOND }] : [])],
  }
}

// Asked once a step, with a stand-in for what it would remember and for the phase after it.
function exitsOf({ ways, phase, route }: ReturnType<typeof standIn>, workflow: FrozenWorkflow, step: string): Exits {
  const position = positionAt(ways, phase, workflow.key, step)
  const heldFrom: Position = { phase, workflow: workflow.key, step: MEMORY, statusId: '', category: 'placed' }
  const exits: Exits = { steps: new Set(), returns: false, handsOver: false }
  for (const { to, kind } of position ? movesFrom(ways, { position, heldFrom, route }) : []) {
    if (kind === 'back') continue
    if (to.workflow === BEYOND) exits.handsOver = true
    else if (to.step === MEMORY) exits.returns = true
    else exits.steps.add(to.step)
  }
  return exits
}

function enter(positions: Map<string, Position>, from: Place, step: string): Pick<Place, 'step' | 'category' | 'heldFrom'> {
  const [position, to] = [positions.get(from.step), positions.get(step)]
  if (!position || !to) throw new Error(`There is no step “${step}”`)
  const heldFrom = (from.heldFrom === null ? undefined : positions.get(from.heldFrom)) ?? null
  return { step, category: to.category, heldFrom: enterStep({ position, heldFrom }, to).heldFrom?.step ?? null }
}

function addPlace(places: Map<string, Place>, at: Pick<Place, 'step' | 'category' | 'heldFrom'>, cameFrom: Place | null, exits: Map<string, Exits>): Place {
  const name = `${at.step} ${at.heldFrom ?? ''}`
  const known = places.get(name)
  if (known) return known
  const place: Place = { ...at, cameFrom, onward: [], handsOver: exits.get(at.step)?.handsOver ?? false }
  places.set(name, place)
  return place
}
