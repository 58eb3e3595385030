import { isSideRoad } from './category.ts'
import type { Mover } from './move.ts'
import { positionAt, stepAt, type Position, type Process, type Route } from './process.ts'

/** As much of the Status Library as a customer's view takes, by status id. */
export type CustomerLibrary = ReadonlyMap<string, { name: string; customerName: string | null; shownToCustomer: boolean }>
export type CustomerWords = { words: string; position: Position }

/**
 * What a customer reads of where their order stands: the step's own words, or the status's for customers, or its name. Where
 * the status is not theirs to see, they read the last step of its route that is; undefined where they have seen none yet.
 */
export function customerWordsOf(mover: Mover, process: Process, library: CustomerLibrary): CustomerWords | undefined {
  const before = mover.heldFrom ? [mover.heldFrom, ...stepsBefore(process, mover.route, mover.heldFrom)] : stepsBefore(process, mover.route, mover.position)
  const seen = [mover.position, ...before].find((position) => library.get(position.statusId)?.shownToCustomer ?? false)
  return seen && { words: wordsAt(seen, process, library), position: seen }
}

/** What a customer reads at a step, if they may read it. */
export function wordsAt(position: Position, process: Process, library: CustomerLibrary): string {
  const status = library.get(position.statusId)
  return stepAt(process, position)?.customerName ?? status?.customerName ?? status?.name ?? position.step
}

/** The steps an order passed on its main road before this one, the nearest first. */
function stepsBefore(process: Process, route: Route, { phase, workflow, step }: Position): Position[] {
  const at = route.findIndex((stop) => stop.phase === phase)
  const stops = at < 0 ? [{ phase, workflow }] : route.slice(0, at + 1)
  const steps = stops.flatMap((stop) => (process.workflows[stop.workflow]?.steps ?? []).map((one) => ({ one, stop })))
  const here = steps.findLastIndex(({ one, stop }) => one.key === step && stop.workflow === workflow)
  return steps.slice(0, Math.max(here, 0)).toReversed()
    .filter(({ one }) => !isSideRoad(one.category))
    .flatMap(({ one, stop }) => positionAt(process, stop.phase, stop.workflow, one.key) ?? [])
}
