import { remembersWhereFrom } from './category.ts'
import { placeOf, type HeldFrom, type Position } from './process.ts'

/**
 * Puts something at a new position, by the move of that key. Entering hold (or the archive) remembers where from, and by which move;
 * moving on from there forgets; going from one hold to another keeps the first place, which is the only one worth returning to.
 */
export function enterStep<T extends { position: Position; heldFrom: HeldFrom | null }>(thing: T, to: Position, by?: string): T {
  const from = remembersWhereFrom(thing.position.category) ? thing.heldFrom : thing.position
  const heldFrom = remembersWhereFrom(to.category) && from ? { ...placeOf(from), ...(by === undefined ? {} : { by }) } : null
  return { ...thing, position: to, heldFrom }
}
