import { refuseField } from '#domain/kernel/refusal.ts'
import { answerRun as contract } from '#domain/wizards/contract.ts'
import { operation } from '#platform/operation.ts'
import { refuseNewErrors, withAnswers } from './keep-answers.ts'
import { readRun } from './read-run.ts'
import { refuseUnlessOpen } from './refuse-unless-open.ts'
import { getRunForChange, saveRun } from './run-rows.ts'
import { showRun } from './show-run.ts'

export const answerRun = operation(contract, async (scope, { id, answers, completes }) => {
  const run = await getRunForChange(scope, id)
  refuseUnlessOpen(run)
  const read = await readRun(scope, run, { ...run.answers, ...answers }, completes === undefined ? 'none' : { page: completes })
  if (completes !== undefined && !read.wizard.pages.some(({ key }) => key === completes)) refuseField('/completes', 'unknown', `“${read.wizard.name}” has no such page.`)
  refuseNewErrors(read, answers, completes)
  return showRun(scope, await saveRun(scope, withAnswers(run, read, completes)))
})
