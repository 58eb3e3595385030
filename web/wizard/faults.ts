import type { FieldError } from '#domain/kernel/refusal.ts'
import type { AnswerTerms } from '#domain/wizards/answer-shapes.ts'
import { readAnswers } from '#domain/wizards/read-answers.ts'
import { shownPages } from '#domain/wizards/show-if.ts'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import { isProblem } from '../problem.ts'

/** Something wrong with an answer, or with one part of it, and on which page that is to be mended. */
export type Fault = { page: string; question: string; part?: string; message: string }

/** What keeps a page from being done or, of no page in particular, the run from being finished: the server's own rules, asked here. */
export function faultsOn(definition: Wizard, answers: Answers, terms: AnswerTerms, page?: string): Fault[] {
  const { errors } = readAnswers(definition, answers, { ...terms, insistOn: page === undefined ? 'all' : { page } })
  return errors.flatMap((error) => (error.page === null || (page !== undefined && error.page !== page) ? [] : [faultOf(error, error.page)]))
}

/** What a server refused, at the questions it is about. What no page asks is left out: there is nowhere to mend it. */
export function faultsOfProblem(error: unknown, definition: Wizard, answers: Answers, { audience }: AnswerTerms): Fault[] {
  if (!isProblem(error)) return []
  const pageOf = new Map(shownPages(definition, answers, audience).flatMap(({ page, questions }) => questions.map(({ key }) => [key, page.key] as const)))
  return error.errors.flatMap((refused) => {
    const page = pageOf.get(refused.pointer.split('/')[2] ?? '')
    return page === undefined ? [] : [faultOf(refused, page)]
  })
}

function faultOf({ pointer, message }: FieldError, page: string): Fault {
  const [, , question = '', part] = pointer.split('/')
  return { page, question, message, ...(part === undefined ? {} : { part }) }
}
