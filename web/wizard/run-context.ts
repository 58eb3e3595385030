import { createContext, use, useEffect, useRef } from 'react'
import { effectiveAnswer } from '#domain/wizards/show-if.ts'
import type { Answers, Audience, Question, Wizard } from '#domain/wizards/wizard.ts'
import type { Show } from '../kit/show-for.ts'
import type { Estimate, Place, Remembered, RunClient } from './run-client.ts'

export type AskedLine = { wizard: Wizard; title: string; answers: Answers }

/** What every question of a run stands on. */
export type Run = {
  id: string
  definition: Wizard
  audience: Audience
  /** Fingers at a counter or on a phone, or a mouse at a desk. */
  size: 'touch' | 'desk'
  /** Whether the numeric pad is there for whoever has no keyboard. */
  hasPad: boolean
  place: Place
  show: Show
  client: RunClient
  answers: Answers
  estimate: Estimate
  set: (question: string, value: unknown) => void
  /** What is wrong with an answer, or with one part of it. */
  faultOf: (question: string, part?: string) => string | undefined
  anyFaultOf: (question: string) => string | undefined
  idOf: (question: string, part?: string) => string
  goToPage: (page: string) => void
  /** Names and prices of what was offered on this device, so that answers can say what they are. */
  known: ReadonlyMap<string, Remembered>
  /** Goes through the wizard of one item, over this run; undefined where that was left. */
  enterLine: (asked: AskedLine) => Promise<Answers | undefined>
  learn: (items: [key: string, item: Remembered][]) => void
  /** What is to be done before the page is left, which it is not if that answers no; gives back how to call it off. */
  hold: (work: Work) => () => void
}

export const RunContext = createContext<Run | undefined>(undefined)

export function useRun(): Run {
  const value = use(RunContext)
  if (!value) throw new Error('This belongs to a run of a wizard.')
  return value
}

/** Says whether it was done. */
export type Work = () => Promise<boolean>

/** Has something done before the page is left: what was drawn is kept, and what is on its way arrives. */
export function useBeforeLeaving(work: Work): void {
  const { hold } = useRun()
  const latest = useRef(work)
  useEffect(() => void (latest.current = work))
  useEffect(() => hold(() => latest.current()), [hold])
}

export type InputProps = { question: Question }

/** The answer to a question and how it is changed, with all an input says about itself. */
export function useAnswer(question: Question) {
  const { answers, set, faultOf, idOf, size } = useRun()
  return {
    value: answerTo(question, answers),
    set: (value: unknown) => set(question.key, value),
    common: {
      id: idOf(question.key), label: question.label, description: question.help, required: question.required, error: faultOf(question.key),
      size: size === 'touch' ? 'lg' : 'sm', ...(question.placeholder ? { placeholder: question.placeholder } : {}),
    } as const,
  }
}

/** What a question is answered with on the screen: what was said, else its default. Said to be nothing, it is nothing. */
function answerTo(question: Question, answers: Answers): unknown {
  return effectiveAnswer(question, answers) ?? undefined
}
