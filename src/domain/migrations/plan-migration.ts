import type { z } from 'zod'
import type { Moment } from '../hours/business-hours.ts'
import { withTimer } from '../orders/enter-position.ts'
import { followed, type FollowUp } from '../orders/follow-up.ts'
import type { LineItem, Order } from '../orders/order.ts'
import { withStock } from '../orders/stock.ts'
import { remembersWhereFrom, rulesOf, type Category } from '../workflows/category.ts'
import { chooseRoute, lineItemStart, positionAt, type Position, type Process, type Route } from '../workflows/process.ts'
import type { stepMapping } from './contract.ts'

export type StepMapping = z.infer<typeof stepMapping>

/** A step where something stands and that has no place in the other process; `into` is the workflow that would have to have one. */
export type Unmapped = { workflow: string; step: string; lineItem: boolean; into: string }

/** The order as it would be put there, and what would follow by itself at once, and what it would come to; or why it stays: the first reason in words, and every step that a mapping could help. */
export type Plan = { order: Order; follows: FollowUp[]; outcome: Order } | { because: string; unmapped: Unmapped[] }

export type Terms = { from: Process; to: Process; mapping: StepMapping[]; statusName: (statusId: string) => string; moment: Moment }

/**
 * What moving an open order to another process comes to. Steps that are there under the same key are kept, others go where the
 * mapping says; phases to come are chosen anew, those behind it stay as they were where that can be. Goods follow the category,
 * as with any move; a timer that would be over already begins anew. What that process does by itself from there follows, as after
 * any change. Nothing is done here, and nothing is guessed.
 */
export function planMigration(order: Order, terms: Terms): Plan {
  const { to, moment } = terms
  if (order.archivedAt !== null || !rulesOf(order.position.category).isOpen) return stays('It is over; only open orders are moved.')
  const route = routeThere(order, to)
  const place = placeOf(order.position, route, terms)
  const held = order.heldFrom && 'position' in place && remembersWhereFrom(place.position.category) ? placeOf(order.heldFrom, route, terms) : null
  const lines = order.lines.map((line) => lineThere(line, terms))
  const found = [place, ...(held ? [held] : []), ...lines]
  const blocked = found.flatMap((one) => ('because' in one ? [one] : []))
  const [first] = blocked
  if (first) return { because: first.because, unmapped: blocked.flatMap(({ unmapped }) => unmapped) }
  return put(to, {
    ...order, processId: to.id, route, position: positionIn(place) ?? order.position, heldFrom: held && 'position' in held && order.heldFrom ? { ...order.heldFrom, ...held.position } : null,
    lines: lines.flatMap((line) => ('line' in line ? [line.line] : [])),
  }, moment)
}

/** The order where it was put on another process, its goods and its timer with it, and what that process does by itself from there. */
export function put(to: Process, order: Order, moment: Moment): Plan {
  const there = withTimer(to, withStock(order), moment.now)
  const { made, order: outcome } = followed(to, there, moment)
  return { order: there, follows: made, outcome }
}

/** What becomes of an order by a plan, when everything has followed; undefined where it stays. */
export function outcomeOf(plan: Plan): Order | undefined {
  return 'order' in plan ? plan.outcome : undefined
}

/** Where something open may go when it stands at a step of this category: an order stays open, and only what is held stays held. */
export function mayStandIn(from: Category, to: Category, lineItem: boolean): boolean {
  if (lineItem) return (from === 'cancelled') === (to === 'cancelled') && remembersWhereFrom(from) === remembersWhereFrom(to)
  return rulesOf(to).isOpen && (remembersWhereFrom(from) || !remembersWhereFrom(to))
}

type Stays = { because: string; unmapped: Unmapped[] }
type Place = { position: Position } | Stays

function stays(because: string, unmapped: Unmapped[] = []): Stays {
  return { because, unmapped }
}

/** The phases as the other process chooses them; up to where the order is, with the workflows it took where they may still be taken. */
function routeThere(order: Order, to: Process): Route {
  const chosen = chooseRoute(to, order)
  const at = chosen.findIndex(({ phase }) => phase === order.position.phase)
  return chosen.map((stop, i) => {
    const taken = order.route.find(({ phase }) => phase === stop.phase)
    const isOffered = to.orderType.phases.some(({ type, choices }) => type === stop.phase && choices.some(({ workflow }) => workflow === taken?.workflow))
    return taken && i <= at && isOffered ? taken : stop
  })
}

function placeOf(position: Position, route: Route, terms: Terms): Place {
  const { from, to, statusName } = terms
  const stop = route.find(({ phase, workflow }) => phase === position.phase && workflow === position.workflow)
    ?? route.find(({ phase }) => phase === position.phase) ?? route.find(({ workflow }) => workflow === position.workflow)
  if (!stop) return stays(`Its phase, ${from.phaseNames[position.phase ?? ''] ?? position.phase ?? 'unknown'}, is no longer on the way of such orders.`)
  return placeIn(to, stop, position, terms, { lineItem: false, called: `“${statusName(position.statusId)}”` })
}

function lineThere(line: LineItem, terms: Terms): { line: LineItem } | Stays {
  const { to, statusName } = terms
  const workflow = to.orderType.lineItemWorkflow
  if (workflow === undefined || !line.position) {
    if (line.position?.category === 'cancelled') return stays(`“${line.name}” was cancelled, and line items have no workflow there: it would cost again.`)
    return { line: { ...line, position: lineItemStart(to) ?? null, heldFrom: null } }
  }
  const called = `“${statusName(line.position.statusId)}” of “${line.name}”`
  const place = placeIn(to, { phase: null, workflow }, line.position, terms, { lineItem: true, called })
  if ('because' in place) return place
  if (!line.heldFrom || !remembersWhereFrom(place.position.category)) return { line: { ...line, position: place.position, heldFrom: null } }
  const held = placeIn(to, { phase: null, workflow }, line.heldFrom, terms, { lineItem: true, called })
  return 'because' in held ? held : { line: { ...line, position: place.position, heldFrom: held.position } }
}

function placeIn(to: Process, { phase, workflow }: { phase: string | null; workflow: string }, position: Position, { mapping }: Terms, { lineItem, called }: { lineItem: boolean; called: string }): Place {
  const mapped = mapping.find((one) => one.workflow === position.workflow && one.from === position.step)
  const step = mapped?.to ?? (workflow === position.workflow ? position.step : undefined)
  const there = step === undefined ? undefined : positionAt(to, phase, workflow, step)
  const name = to.workflows[workflow]?.name ?? workflow
  const unmapped = [{ workflow: position.workflow, step: position.step, lineItem, into: workflow }]
  if (!there) return stays(mapped ? `${called} is to go to a step that “${name}” does not have.` : `${called} has no place in “${name}”. Say which step takes it.`, unmapped)
  if (mayStandIn(position.category, there.category, lineItem)) return { position: there }
  return stays(`${called} would become ${rulesOf(there.category).name.toLowerCase()}, which only a move of its own may do.`, unmapped)
}

function positionIn(place: Place): Position | null {
  return 'position' in place ? place.position : null
}
