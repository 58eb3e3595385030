import { discardRun as contract } from '#domain/wizards/contract.ts'
import { operation } from '#platform/operation.ts'
import { refuseUnlessOpen } from './refuse-unless-open.ts'
import { getRunForChange, saveRun } from './run-rows.ts'

/** Gives a run up. Nothing of it is kept but that it was there; giving it up again changes nothing. */
export const discardRun = operation(contract, async (scope, { id }) => {
  const run = await getRunForChange(scope, id)
  if (run.state === 'discarded') return
  refuseUnlessOpen(run)
  await saveRun(scope, { ...run, state: 'discarded', answers: {}, summary: '', page: null })
})
