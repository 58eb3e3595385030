import { finishRun as contract } from '#domain/wizards/contract.ts'
import { refuseAnswers } from '#domain/wizards/refuse-answers.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { carryOut } from './carry-out.ts'
import { withAnswers } from './keep-answers.ts'
import { readRun } from './read-run.ts'
import { refuseUnlessOpen } from './refuse-unless-open.ts'
import { getRunForChange, saveRun, type Run } from './run-rows.ts'
import { showRun } from './show-run.ts'

/** Finishes a run: what its answers propose is done, or refused by page and question. Asking again gives the same order. */
export const finishRun = operation(contract, async (scope, { id, answers }) => {
  const run = await getRunForChange(scope, id)
  return showRun(scope, run.state === 'finished' ? run : await completeRun(scope, run, answers))
})

/** The same for whoever holds the run already. */
export async function completeRun(scope: Scope, run: Run, given: Answers): Promise<Run> {
  refuseUnlessOpen(run)
  // The version that was named is the run's; what it makes of an order is read anew, and locked.
  scope.expectedVersion = undefined
  const read = await readRun(scope, run, { ...run.answers, ...given }, 'all')
  refuseAnswers(read.errors)
  const answered = withAnswers(run, read)
  const made = await carryOut(scope, answered, read)
  return saveRun(scope, { ...answered, ...made, state: 'finished', page: null, finishedAt: scope.now })
}
