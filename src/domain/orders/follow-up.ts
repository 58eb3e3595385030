import type { Because } from '../events.ts'
import { minutesBetween } from '../kernel/span.ts'
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
 * items. Each follow-up is a move like any other, is judged like any other, and says which rule made it.
 */
export function followUps(process: Process, order: Order, now: string): FollowUp[] {
  const made: FollowUp[] = []
  let current = order
  while (made.length < LONGEST_CHAIN) {
    const next = nextFollowUp(process, current)
    if (!next) break
    const following = byItself(process, current, next, now)
    made.push(following)
    current = following.to
  }
  return made
}

/** The move an order's timer makes now, if one of those that are over may; the first has fallen due, or nobody would ask. */
export function timerMove(process: Process, order: Order, now: string): FollowUp | undefined {
  const [shortest] = timedMoves(process, order)
  if (!shortest) return undefined
  const minutes = Math.max(minutesBetween(order.stepEnteredAt, now), shortest.afterMinutes)
  const move = timedMove(process, order, factsOf(order, process), minutes)
  return move && byItself(process, order, { move, because: { rule: 'timer', name: move.name } }, now)
}

function byItself(process: Process, from: Order, { move, because }: { move: Move; because: Because }, now: string): FollowUp {
  const { order: to, effects } = moveOrderBy(process, from, move, {}, { now, memberId: null })
  return { move, because, from, to, effects }
}

function nextFollowUp(process: Process, order: Order): { move: Move; because: Because } | undefined {
  const facts = factsOf(order, process)
  const automatic = automaticMove(process, order, facts)
  if (automatic) return { move: automatic, because: { rule: 'automatic', name: automatic.name } }
  const categories = order.lines.flatMap((line) => (line.position ? [line.position.category] : []))
  const rolledUp = rollUpOf(process, order, categories)
  if (rolledUp && verdict({ move: rolledUp.move, facts, role: undefined, automation: true }).allowed) {
    return { move: rolledUp.move, because: { rule: 'roll_up', name: rolledUp.rule.name } }
  }
  return undefined
}
