/** What a transition may name besides steps. In a file of its own so that the web can use moves without loading schemas. */

/** From any step; from any step whose category is open. */
export const ANY_STEP = '@any'
export const OPEN_STEPS = '@open'
/** To where it was held from; to the next phase of the order's route. */
export const WHERE_HELD_FROM = '@held-from'
export const NEXT_PHASE = '@next-phase'
