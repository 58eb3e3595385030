import type { AnswerError } from '#domain/wizards/read-answers.ts'
import { refuseAnswers } from '#domain/wizards/refuse-answers.ts'
import { runSummary } from '#domain/wizards/run-summary.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { entriesOf, type ReadRun } from './read-run.ts'
import type { Run } from './run-rows.ts'

/** The run with the answers that were read, and where it has got to by them. */
export function withAnswers(run: Run, read: ReadRun, completed?: string): Run {
  const lineWizards = Object.fromEntries(entriesOf(read).flatMap(({ entry }) => {
    const entered = read.lineWizardFor(entry)
    return entered ? [[entered.wizard.key, entered.version]] : []
  }))
  const subject = Object.keys(lineWizards).length === 0 ? run.subject : { ...run.subject, lineWizards: { ...run.subject?.lineWizards, ...lineWizards } }
  return { ...run, answers: read.answers, subject, page: pageAfter(run, read, completed), summary: summaryOf(read) || run.summary }
}

function summaryOf({ pages, answers, offeredFor }: ReadRun): string {
  return runSummary(pages.flatMap(({ questions }) => questions), answers, (item) => offeredFor(item)?.name ?? item.name)
}

/** Says no to errors in what was answered now, and to what the page that is said to be complete still lacks. Older answers that went wrong wait for their page. */
export function refuseNewErrors(read: ReadRun, given: Answers, completes: string | undefined): void {
  refuseAnswers(read.errors.filter((error) => isNew(error, given) || (completes !== undefined && error.page === completes)))
}

function isNew({ pointer }: AnswerError, given: Answers): boolean {
  return Object.keys(given).some((key) => pointer === `/answers/${key}` || pointer.startsWith(`/answers/${key}/`))
}

function pageAfter(run: Run, read: ReadRun, completed: string | undefined): string | null {
  if (completed === undefined || run.page === null) return run.page
  const order = read.wizard.pages.map(({ key }) => key)
  const next = read.pages.map(({ page }) => page.key).find((key) => order.indexOf(key) > order.indexOf(completed)) ?? null
  if (next === null) return null
  return order.indexOf(next) > order.indexOf(run.page) ? next : run.page
}
