import type { Page, Question, Wizard } from './wizard.ts'

/** When something is asked, by the hours of the business; at any time if it is not said. */
export type AskedHours = NonNullable<Question['hours']>

/** By whose hours a question is asked: its own, or its page's. */
export function hoursOf(page: Pick<Page, 'hours'>, question: Pick<Question, 'hours'>): AskedHours | undefined {
  return question.hours ?? page.hours
}

/** Whether anything of it is asked by the hours of the business. */
export function asksByHours({ pages }: Pick<Wizard, 'pages'>): boolean {
  return pages.some((page) => page.hours !== undefined || page.questions.some(({ hours }) => hours !== undefined))
}

/**
 * The wizard as it is asked of whoever began it while the business was open, or closed: what is for the other time is asked of
 * nobody. It is settled by the moment at which a run began, so that no question comes or goes half way through.
 */
export function askedWhile<W extends Pick<Wizard, 'pages'>>(wizard: W, isOpen: boolean): W {
  if (!asksByHours(wizard)) return wizard
  const isNow = ({ hours }: Pick<Question, 'hours'>) => hours === undefined || (hours === 'within') === isOpen
  return { ...wizard, pages: wizard.pages.map((page) => ({ ...page, questions: page.questions.map((question) => (isNow(page) && isNow(question) ? question : { ...question, visibleTo: [] })) })) }
}
