import { remembersWhereFrom } from './category.ts'
import type { Position } from './process.ts'

/**
 * Puts something at a new position. Entering hold (or the archive) remembers where from; moving on from there forgets;
 * going from one hold to another keeps the first memory, which is the only place worth returning to.
 */
export function enterStep<T extends { position: Position; heldFrom: Position | null }>(thing: T, to: Position): T {
  const heldFrom = !remembersWhereFrom(to.category)
    ? null
    : remembersWhereFrom(thing.position.category)
      ? thing.heldFrom
      : thing.position
  return { ...thing, position: to, heldFrom }
}
