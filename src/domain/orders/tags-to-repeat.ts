import type { Process } from '../workflows/process.ts'

/**
 * The tags a copy of an order takes over: those that say what it is. A tag that a move puts on says what happened to that one
 * order, and a process may ask for it later; the copy has not been there yet, and gets it when it has.
 */
export function tagsToRepeat(tags: readonly string[], processes: readonly Process[]): string[] {
  const effects = processes.flatMap(({ workflows }) => Object.values(workflows).flatMap(({ transitions }) => transitions.flatMap((transition) => transition.effects ?? [])))
  const putOnByMoves = new Set(effects.flatMap((effect) => (effect.kind === 'add_tag' ? [effect.tag] : [])))
  return tags.filter((tag) => !putOnByMoves.has(tag))
}
