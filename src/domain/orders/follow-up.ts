import type { Because } from '../events.ts'
import { nextTurn, type Moment, type Turn } from '../hours/business-hours.ts'
import { isSame } from '../kernel/same.ts'
import { laterBy, overAt, type Wait } from '../workflows/timer.ts'
import { automaticMove, timedMove, timedMoves, verdict } from '../workflows/verdict.ts'
import type { Move } from '../workflows/move.ts'
import type { Process } from '../workflows/process.ts'
import { rollUpOf } from '../workflows/roll-up.ts'
import type { AppliedEffect } from './apply-effects.ts'
import { moveOrderBy } from './enter-position.ts'
import { factsOf } from './facts-of.ts'
import type { Order } from './order.ts'

export type FollowUp = { move: Move; because: Because; from: Order; to: Order; effects: AppliedEffect[] }

/** A chain of automatic moves longer than any sensible process is a loop in it; the order stays where the bound found it. */
export const LONGEST_CHAIN = 10

/**
 * What follows by itself once an order has changed: transitions whose conditions now hold, and the roll-up rules of its line
 * items. Each follow-up is a move like any other, is judged like any other, and says which rule made it. The order it comes to
 * is looked at again when its business opens or closes, if that would move it.
 */
export function followed(process: Process, order: Order, moment: Moment): { made: FollowUp[]; order: Order } {
  const made: FollowUp[] = []
  let current = order
  while (made.length < LONGEST_CHAIN) {
    const next = nextFollowUp(process, current, moment)
    if (!next) break
    const following = byItself(process, current, next, moment)
    made.push(following)
    current = following.to
  }
  return { made, order: lookedAtAgain(process, current, moment) }
}

/** The move an order's timers make now, if one of those that are over may. */
export function timerMove(process: Process, order: Order, moment: Moment): FollowUp | undefined {
  const next = nextTimed(process, order, moment)
  return next && byItself(process, order, next, moment)
}

/** The move that the next opening or closing makes, as things stand; undefined when it makes none, or only what would have been made before it. */
export function moveAtTurn(process: Process, order: Order, moment: Moment): { turn: Turn; move: Move } | undefined {
  if (order.archivedAt) return undefined
  const turn = nextTurn(moment, order.location)
  if (!turn) return undefined
  const nextAt = (now: string): Next | undefined => nextFollowUp(process, order, { ...moment, now }) ?? nextTimed(process, order, { ...moment, now })
  const [before, next] = [nextAt(new Date(Date.parse(turn.at) - 1).toISOString()), nextAt(turn.at)]
  return next && !isSame(next.because, before?.because) ? { turn, move: next.move } : undefined
}

/** The order with its timer set to what business hours decide, where that comes first: the next opening or closing, if that would move it, and timers that count them. */
export function lookedAtAgain(process: Process, order: Order, moment: Moment): Order {
  const looks = [moveAtTurn(process, order, moment)?.turn.at, nextBusinessTimer(process, order, moment), order.timerAt].filter((at) => at !== undefined && at !== null)
  const timerAt = looks.toSorted()[0] ?? null
  return timerAt === order.timerAt ? order : { ...order, timerAt }
}

/** When the first timer that counts business hours is over. When all of them are and none moved it, the shortest looks again after another span. */
function nextBusinessTimer(process: Process, order: Order, { now, hours }: Moment): string | null {
  const waits = order.archivedAt ? [] : timedMoves(process, order).flatMap(({ wait }) => (wait.inBusinessHours ? [wait] : []))
  const [shortest] = waits
  if (!shortest) return null
  const next = waits.flatMap((wait) => overAt(wait, order, hours) ?? []).filter((at) => at > now).toSorted()[0]
  return next ?? laterBy(shortest, { instant: now, location: order.location }, hours)
}

type Next = { move: Move; because: Because }

function byItself(process: Process, from: Order, { move, because }: Next, { now }: Moment): FollowUp {
  const { order: to, effects } = moveOrderBy(process, from, move, {}, { now, memberId: null })
  return { move, because, from, to, effects }
}

function nextFollowUp(process: Process, order: Order, moment: Moment): Next | undefined {
  const facts = factsOf(order, process, moment)
  const automatic = automaticMove(process, order, facts)
  if (automatic) return { move: automatic, because: { rule: 'automatic', name: automatic.name } }
  const categories = order.lines.flatMap((line) => (line.position ? [line.position.category] : []))
  const rolledUp = rollUpOf(process, order, categories)
  if (rolledUp && verdict({ move: rolledUp.move, facts, role: undefined, automation: true }).allowed) {
    return { move: rolledUp.move, because: { rule: 'roll_up', name: rolledUp.rule.name } }
  }
  return undefined
}

function nextTimed(process: Process, order: Order, moment: Moment): Next | undefined {
  const isOver = (wait: Wait) => {
    const at = overAt(wait, order, moment.hours)
    return at !== null && at <= moment.now
  }
  const move = timedMove(process, order, factsOf(order, process, moment), isOver)
  return move && { move, because: { rule: 'timer', name: move.name } }
}
