import { asNoun } from '../kernel/as-noun.ts'
import type { Question } from './wizard.ts'

/** What is wrong with one answer: where in it (a JSON Pointer from the answer on), a code, and a sentence that names the question. */
export type AnswerFault = { at: string; code: string; message: string }

export type Read = { value: unknown; faults?: never } | { faults: AnswerFault[]; value?: never }

export function countFits({ label, min, max }: Question, count: number): Read | undefined {
  if (count > 0 && min !== undefined && count < min) return { faults: [{ at: '', code: 'too_small', message: `${asNoun(label)}: at least ${min}.` }] }
  return max !== undefined && count > max ? { faults: [{ at: '', code: 'too_big', message: `${asNoun(label)}: at most ${max}.` }] } : undefined
}

export function notOffered(question: Question, given: string, options: string[]): Read {
  return { faults: [{ at: '', code: 'invalid', message: `${asNoun(question.label)}: “${given.slice(0, 100)}” is not offered. There is: ${options.slice(0, 30).join(', ') || 'nothing'}.` }] }
}

export function fine(value: unknown): Read {
  return { value }
}

export function bad({ label }: Question, why: string, code = 'invalid', at = ''): Read {
  return { faults: [{ at, code, message: `${asNoun(label)} ${why}.` }] }
}

export function gap(at: string, message: string): AnswerFault {
  return { at, code: 'required', message }
}
