import { asNoun } from '../kernel/as-noun.ts'
import { pointerPart } from '../kernel/pointer.ts'
import type { FieldError } from '../kernel/refusal.ts'
import { gapsIn } from './answer-gaps.ts'
import type { AnswerTerms, ItemEntry } from './answer-shapes.ts'
import { readAnswer } from './read-answer.ts'
import { effectiveAnswer, isAnswered, shownPages, type ShownPage } from './show-if.ts'
import type { Answers, Question, Wizard } from './wizard.ts'

/** What is wrong with an answer, and on which page; null where the wizard has no such question. */
export type AnswerError = FieldError & { page: string | null }

export type ReadingTerms = AnswerTerms & {
  /** Whose required questions must be answered: every page's, no page's, or those of one. */
  insistOn: 'all' | 'none' | { page: string }
  /**
   * The wizard by which an entry of `items` is entered, if it has one. Not given where it is not known: what was answered for an
   * entry then passes as it is, for the server to read.
   */
  lineWizardOf?: (entry: ItemEntry) => Pick<Wizard, 'key' | 'pages'> | undefined
}

/** The answers that count, cleaned, and every error in them; `pages` is what is asked with these answers. */
export type ReadAnswers = { answers: Answers; errors: AnswerError[]; pages: ShownPage[] }

const MOST_ERRORS = 100

/**
 * Reads answers against a wizard's questions, in the browser and on the server alike. Answers to questions that are not asked are
 * dropped, unknown ones refused. `null` takes an answer back, also where there is a default.
 */
export function readAnswers(wizard: Pick<Wizard, 'pages'>, given: Answers, terms: ReadingTerms): ReadAnswers {
  const pages = shownPages(wizard, given, terms.audience)
  const errors = strangersIn(wizard, given)
  const answers: Answers = {}
  for (const { page, questions } of pages) {
    const isInsisted = terms.insistOn === 'all' || (terms.insistOn !== 'none' && terms.insistOn.page === page.key)
    for (const question of questions) {
      const { value, faults } = readOne(question, effectiveAnswer(question, given), isInsisted, terms)
      if (value !== undefined) answers[question.key] = value
      errors.push(...faults.map(({ at, code, message }) => ({ pointer: `/answers/${question.key}${at}`, code, message, page: page.key })))
    }
  }
  return { answers, errors: errors.slice(0, MOST_ERRORS), pages }
}

/** The first page, as asked now, whose answers are not complete; null when only finishing is left. */
export function firstOpenPage(read: ReadAnswers): string | null {
  return read.pages.find(({ page }) => read.errors.some((error) => error.page === page.key))?.page.key ?? null
}

function readOne(question: Question, given: unknown, isInsisted: boolean, terms: ReadingTerms): { value?: unknown; faults: { at: string; code: string; message: string }[] } {
  if (!isAnswered(given)) {
    const kept = given === null && question.default !== undefined ? { value: null } : {}
    return { ...kept, faults: isInsisted ? gapsIn(question, undefined, terms) : [] }
  }
  const read = readAnswer(question, given, terms)
  if (read.faults) return { faults: read.faults }
  const entered = question.kind === 'items' ? readEntries(question, read.value as ItemEntry[], isInsisted, terms) : { value: read.value, faults: [] }
  return { value: entered.value, faults: [...entered.faults, ...(isInsisted ? gapsIn(question, entered.value, terms) : [])] }
}

/** Each entry's own answers, by the wizard it is entered with. */
function readEntries(question: Question, entries: ItemEntry[], isInsisted: boolean, terms: ReadingTerms) {
  const { lineWizardOf } = terms
  if (!lineWizardOf) return { value: entries, faults: [] }
  const faults: { at: string; code: string; message: string }[] = []
  const value = entries.map((entry, i): ItemEntry => {
    const wizard = lineWizardOf(entry)
    if (!wizard) {
      if (isAnswered(entry.answers)) faults.push({ at: `/${i}/answers`, code: 'unknown', message: `${asNoun(question.label)}: nothing is asked about this item.` })
      return entry
    }
    const read = readAnswers(wizard, entry.answers ?? {}, { audience: terms.audience, currency: terms.currency, insistOn: isInsisted ? 'all' : 'none' })
    faults.push(...read.errors.map(({ pointer, code, message }) => ({ at: `/${i}${pointer}`, code, message })))
    return { ...entry, answers: read.answers }
  })
  return { value, faults }
}

function strangersIn(wizard: Pick<Wizard, 'pages'>, given: Answers): AnswerError[] {
  const known = new Set(wizard.pages.flatMap(({ questions }) => questions.map(({ key }) => key)))
  return Object.keys(given).filter((key) => !known.has(key)).slice(0, 20).map((key) => ({
    pointer: `/answers/${pointerPart(key.slice(0, 100))}`, code: 'unknown', message: 'This wizard asks no such question.', page: null,
  }))
}
