import type { Facts } from '#domain/workflows/condition.ts'
import { enterStep } from '#domain/workflows/enter-step.ts'
import { movesFrom, type Move, type Mover } from '#domain/workflows/move.ts'
import { samePosition, type Position, type Process } from '#domain/workflows/process.ts'
import { verdict } from '#domain/workflows/verdict.ts'

/** The shortest way from where an order stands to a step, through moves its process offers and its facts allow; of two as short, that which people take. */
export function wayTo(process: Process, from: Mover, target: Position, facts: Facts): Move[] | undefined {
  const seen: Mover[] = [from]
  let reached: { mover: Mover; way: Move[] }[] = [{ mover: from, way: [] }]
  while (reached.length > 0) {
    const there = reached.find(({ mover }) => samePosition(mover.position, target))
    if (there) return there.way
    reached = reached.flatMap(({ mover, way }) => movesFrom(process, mover).toSorted(offeredFirst).flatMap((move) => {
      if (verdict({ move, facts, role: 'owner', automation: true }).blockedBy.length > 0) return []
      const next = enterStep(mover, move.to)
      if (seen.some((one) => samePosition(one.position, next.position))) return []
      seen.push(next)
      return [{ mover: next, way: [...way, move] }]
    }))
  }
  return undefined
}

function offeredFirst(one: Move, other: Move): number {
  return Number(one.transition?.hidden ?? false) - Number(other.transition?.hidden ?? false)
}
