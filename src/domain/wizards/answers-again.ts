import type { KeptAnswer } from './answer.ts'
import type { Answers, Wizard } from './wizard.ts'

/** What was kept when a line item was entered, as answers to the same wizard again. People are asked for anew: only their names were kept. */
export function answersAgain(wizard: Pick<Wizard, 'key' | 'pages'>, kept: KeptAnswer[]): Answers {
  const questions = wizard.pages.flatMap((page) => page.questions)
  return Object.fromEntries(kept.flatMap((answer) => {
    const question = questions.find(({ key, kind }) => key === answer.key && kind === answer.kind)
    return answer.wizard === wizard.key && question && question.kind !== 'person' ? [[answer.key, answer.value]] : []
  }))
}

/**
 * What was answered about an item of another order, as answers about the same item ordered anew. What belongs to that time alone
 * is left out, to be asked again: photos and files, signatures, and dates.
 */
export function answersToRepeat(wizard: Pick<Wizard, 'key' | 'pages'>, kept: KeptAnswer[]): Answers {
  return answersAgain(wizard, kept.filter(({ kind }) => !ofItsTime.has(kind)))
}

const ofItsTime: ReadonlySet<string> = new Set(['photo', 'file', 'signature', 'date', 'time', 'date_time'])
