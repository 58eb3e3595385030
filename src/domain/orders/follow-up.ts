import type { Because } from '../events.ts'
import { automaticMove, verdict } from '../workflows/verdict.ts'
import type { Move } from '../workflows/move.ts'
import type { Process } from '../workflows/process.ts'
import { rollUpOf } from '../workflows/roll-up.ts'
import { moveOrderBy } from './enter-position.ts'
import { factsOf, type Order } from './order.ts'

export type FollowUp = { move: Move; because: Because; from: Order; to: Order }

// A chain of automatic moves longer than any sensible process is a loop in it; the order stays where the bound found it.
const LONGEST_CHAIN = 10

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
    const moved = moveOrderBy(process, current, next.move, {}, now)
    made.push({ ...next, from: current, to: moved })
    current = moved
  }
  return made
}

function nextFollowUp(process: Process, order: Order): { move: Move; because: Because } | undefined {
  const facts = factsOf(order)
  const automatic = automaticMove(process, order, facts)
  if (automatic) return { move: automatic, because: { rule: 'automatic', name: automatic.name } }
  const categories = order.lines.flatMap((line) => (line.position ? [line.position.category] : []))
  const rolledUp = rollUpOf(process, order, categories)
  if (rolledUp && verdict({ move: rolledUp.move, facts, role: undefined, automation: true }).allowed) {
    return { move: rolledUp.move, because: { rule: 'roll_up', name: rolledUp.rule.name } }
  }
  return undefined
}
