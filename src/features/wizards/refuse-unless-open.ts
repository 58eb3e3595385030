import { refuse } from '#domain/kernel/refusal.ts'
import type { Run } from './run-rows.ts'

/** Says no to going on with a run that is over. */
export function refuseUnlessOpen({ state }: Run): void {
  if (state !== 'open') refuse('illegal-transition', state === 'finished' ? 'This is finished already. Start anew.' : 'This was given up. Start anew.')
}
