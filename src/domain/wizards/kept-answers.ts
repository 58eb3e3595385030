import { fieldKinds } from '../workflows/schema.ts'
import type { FieldValue } from '../kernel/schema.ts'
import type { KeptAnswer } from './answer.ts'
import { isAnswered, shownPages } from './show-if.ts'
import type { Answers, Audience, Question, Wizard } from './wizard.ts'

/**
 * The answers that have no place of their own on an order or a line item, with the questions as they read now. People are kept by
 * their names (`nameOf`), so that the answer reads the same when they are gone.
 */
export function keptAnswersOf(wizard: Pick<Wizard, 'key' | 'pages'>, answers: Answers, audience: Audience, nameOf: (memberId: string) => string | undefined): KeptAnswer[] {
  return askedOf(wizard, answers, audience).flatMap((question): KeptAnswer[] => {
    const value = answers[question.key]
    if (!isAnswered(value)) return []
    const kept = { wizard: wizard.key, key: question.key, label: question.label, kind: question.kind, ...(question.unit === undefined ? {} : { unit: question.unit }) }
    if (question.kind === 'review') return question.consent === undefined ? [] : [{ ...kept, value: value as boolean }]
    if (question.kind === 'person') return [{ ...kept, value: nameOf(value as string) ?? 'Former member' }]
    return isField(question) ? [{ ...kept, value: value as FieldValue }] : []
  })
}

/** The order type's own fields that answers become, too; `has` says which it has. An answer for another stays an answer. */
export function fieldsOfAnswers(wizard: Pick<Wizard, 'pages'>, answers: Answers, audience: Audience, has: (field: string) => boolean): { fields: Record<string, FieldValue>; askedBy: Record<string, string> } {
  const asked = askedOf(wizard, answers, audience).flatMap(({ field, key }) => (field !== undefined && has(field) && isAnswered(answers[key]) ? [{ field, key, value: answers[key] as FieldValue }] : []))
  return { fields: Object.fromEntries(asked.map(({ field, value }) => [field, value])), askedBy: Object.fromEntries(asked.map(({ field, key }) => [field, key])) }
}

/** Kept answers with newer ones in the place of those to the same questions. */
export function withKeptAnswers(before: KeptAnswer[], newer: KeptAnswer[]): KeptAnswer[] {
  const newerOf = (answer: KeptAnswer) => newer.find((one) => isSameQuestion(one, answer))
  return [...before.map((answer) => newerOf(answer) ?? answer), ...newer.filter((answer) => !before.some((one) => isSameQuestion(one, answer)))]
}

function isSameQuestion(a: KeptAnswer, b: KeptAnswer): boolean {
  return a.wizard === b.wizard && a.key === b.key
}

function askedOf(wizard: Pick<Wizard, 'pages'>, answers: Answers, audience: Audience): Question[] {
  return shownPages(wizard, answers, audience).flatMap(({ questions }) => questions)
}

function isField({ kind }: Question): boolean {
  return (fieldKinds as readonly string[]).includes(kind)
}
