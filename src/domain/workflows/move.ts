import { isSideRoad, rulesOf } from './category.ts'
import { placeOf, positionAt, samePosition, stepAt, type FrozenStep, type FrozenWorkflow, type HeldFrom, type Position, type Route, type Ways } from './process.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from './special-steps.ts'
import type { Transition } from './schema.ts'

/** What moves: an order along its route, or a line item inside its workflow. */
export type Mover = { position: Position; heldFrom: HeldFrom | null; route: Route }

/**
 * One way on from where something stands. `key` is a transition's key, or `to-<step>` for a move that the workflow's
 * movement allows without naming it; such a move is called by its step, and screens show the status's name.
 */
export type Move = { key: string; name: string; to: Position; kind: 'named' | 'forward' | 'back' | 'free'; transition?: Transition }

/**
 * Every move the process offers from here, named ones first, in the workflow's own order. Whether it may be made now is
 * the verdict's to say; what is not in this list does not exist.
 */
export function movesFrom(process: Ways, mover: Mover): Move[] {
  const workflow = process.workflows[mover.position.workflow]
  if (!workflow) return []
  const named = workflow.transitions.flatMap((transition): Move[] => {
    if (!leavesFrom(transition, mover.position)) return []
    const to = destinationOf(process, mover, transition)
    return to ? [{ key: transition.key, name: transition.name, to, kind: 'named', transition }] : []
  })
  // A move that only automation takes leaves people theirs.
  const offered = named.filter(({ transition }) => !transition?.hidden)
  const unnamed = unnamedMoves(process, workflow, mover).filter((move) => !offered.some(({ to }) => samePosition(to, move.to)))
  return [...named, ...unnamed]
}

/** Finds the move by a transition's key or by the step it leads to; of several to one step, the first that people may take. */
export function findMove(process: Ways, mover: Mover, wanted: { transition?: string | undefined; toStep?: string | undefined }): Move | undefined {
  const moves = movesFrom(process, mover)
  if (wanted.transition !== undefined) return moves.find((move) => move.key === wanted.transition)
  const there = moves.filter((move) => move.to.step === wanted.toStep)
  return there.find((move) => !move.transition?.hidden) ?? there[0]
}

/**
 * Whether what is wanted has been done already: a transition that names the step it leads to among those it leaves from says
 * that asking for it there is no mistake, and changes nothing ("Mark In Progress" of what is in progress).
 */
export function standsThereAlready(process: Ways, { position }: Mover, wanted: { transition?: string | undefined }): boolean {
  const transition = process.workflows[position.workflow]?.transitions.find(({ key }) => key === wanted.transition)
  return transition !== undefined && transition.from.includes(position.step) && changesNothing(transition, position.step)
}

/** A way from a step to itself is a move only where it brings something: fields, a reason, or a wizard's answers. */
export function changesNothing({ to, fields, reasonRequired, wizard }: Transition, step: string): boolean {
  return to === step && fields.length === 0 && !reasonRequired && wizard === undefined
}

/** "Any step" and "any open step" never mean the step a transition leads to: that would be a move to where one stands. */
export function leavesFrom(transition: Transition, position: Pick<Position, 'step' | 'category'>): boolean {
  return transition.from.some((from) => {
    if (from === position.step) return !changesNothing(transition, position.step)
    if (transition.to === position.step) return false
    return from === ANY_STEP || (from === OPEN_STEPS && rulesOf(position.category).isOpen)
  })
}

function destinationOf(process: Ways, mover: Mover, transition: Transition): Position | undefined {
  if (transition.to === WHERE_HELD_FROM) return mover.heldFrom ? placeOf(mover.heldFrom) : undefined
  if (transition.to === NEXT_PHASE) return nextPhaseStart(process, mover)
  return positionAt(process, mover.position.phase, mover.position.workflow, transition.to)
}

function unnamedMoves(process: Ways, workflow: FrozenWorkflow, mover: Mover): Move[] {
  if (workflow.movement === 'explicit') return []
  if (workflow.movement === 'free') {
    return workflow.steps
      .filter((step) => step.key !== mover.position.step)
      .map((step) => unnamed(workflow, mover, step, 'free'))
  }
  const road = mainRoad(workflow)
  const at = road.findIndex((step) => step.key === mover.position.step)
  if (at < 0) return []
  const next = road[at + 1]
  const previous = road[at - 1]
  const onward = next ? [unnamed(workflow, mover, next, 'forward')] : handOver(process, mover)
  return [...onward, ...(previous ? [unnamed(workflow, mover, previous, 'back')] : [])]
}

/** Finishing the last step of a linear workflow hands the order to the next phase's first step. */
function handOver(process: Ways, mover: Mover): Move[] {
  const to = nextPhaseStart(process, mover)
  const step = to && stepAt(process, to)
  return step ? [{ key: `to-${step.key}`, name: step.key, to, kind: 'forward' }] : []
}

function nextPhaseStart(process: Ways, mover: Mover): Position | undefined {
  const at = mover.route.findIndex((stop) => stop.phase === mover.position.phase)
  const next = at < 0 ? undefined : mover.route[at + 1]
  return next && positionAt(process, next.phase, next.workflow)
}

/** The steps an order passes on its way, without the side roads it only takes when something happens. */
function mainRoad(workflow: FrozenWorkflow): FrozenStep[] {
  return workflow.steps.filter((step) => !isSideRoad(step.category))
}

function unnamed(workflow: FrozenWorkflow, mover: Mover, step: FrozenStep, kind: Move['kind']): Move {
  const to: Position = { phase: mover.position.phase, workflow: workflow.key, step: step.key, statusId: step.statusId, category: step.category }
  return { key: `to-${step.key}`, name: step.key, to, kind }
}
