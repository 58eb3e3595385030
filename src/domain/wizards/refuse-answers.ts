import { refuse } from '../kernel/refusal.ts'
import type { AnswerError } from './read-answers.ts'

/** Says no with every error, and beside them the page of each. */
export function refuseAnswers(errors: AnswerError[]): void {
  const [first] = errors
  if (!first) return
  refuse('validation-failed', [...new Set(errors.map(({ message }) => message))].slice(0, 5).join(' '), {
    errors: errors.map(({ pointer, code, message }) => ({ pointer, code, message })),
    extra: { pages: Object.fromEntries(errors.map(({ pointer, page }) => [pointer, page])) },
  })
}
