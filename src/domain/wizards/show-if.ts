import type { Answers, Audience, Page, Question, ShowIf, Wizard } from './wizard.ts'

/** A page as it is asked now, with those of its questions that are. */
export type ShownPage = { page: Page; questions: Question[] }

/**
 * What is asked, given these answers, of this audience. A condition looks only at questions that stand before it and are asked
 * themselves: the answer to a hidden question counts for nothing, so nothing can go round in a ring.
 */
export function shownPages(wizard: Pick<Wizard, 'pages'>, answers: Answers, audience: Audience): ShownPage[] {
  const seen = new Map<string, unknown>()
  return wizard.pages.flatMap((page): ShownPage[] => {
    if (!holdsAll(page.showIf, seen)) return []
    const questions = page.questions.filter((question) => {
      const isAsked = isFor(question, audience) && holdsAll(question.showIf, seen)
      if (isAsked) seen.set(question.key, effectiveAnswer(question, answers))
      return isAsked
    })
    return questions.length === 0 ? [] : [{ page, questions }]
  })
}

export function isFor(question: Question, audience: Audience): boolean {
  return question.visibleTo === undefined || question.visibleTo.includes(audience)
}

/** The answer as it stands: what was said, else what the question is answered with until somebody says otherwise. */
export function effectiveAnswer(question: Question, answers: Answers): unknown {
  const given = Object.hasOwn(answers, question.key) ? answers[question.key] : undefined
  return given === undefined ? question.default : given
}

export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.values(value).some((member) => member !== undefined && member !== null && member !== '')
}

/** An answer as conditions compare it: yes and no as words, several choices each by itself, the parts of a payment or an address too. */
export function wordsOf(value: unknown): string[] {
  const parts: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [value]
  return parts.flatMap((part) => {
    if (typeof part === 'boolean') return part ? 'yes' : 'no'
    return (typeof part === 'string' && part.trim() !== '') || typeof part === 'number' ? String(part).trim() : []
  })
}

function holdsAll(conditions: ShowIf[] | undefined, seen: Map<string, unknown>): boolean {
  return (conditions ?? []).every((condition) => holds(condition, seen.get(condition.question)))
}

function holds({ is, in: among, notIn, atLeast }: ShowIf, answer: unknown): boolean {
  if (is !== undefined && isAnswered(answer) !== (is === 'answered')) return false
  const words = wordsOf(answer)
  if (among && !words.some((word) => among.includes(word))) return false
  if (notIn && words.some((word) => notIn.includes(word))) return false
  return atLeast === undefined || (sizeOf(answer) ?? Number.NEGATIVE_INFINITY) >= atLeast
}

/** How much an answer is: a number itself, or how many were chosen. */
function sizeOf(answer: unknown): number | undefined {
  if (Array.isArray(answer)) return answer.length
  return typeof answer === 'number' ? answer : undefined
}
