import { asNoun } from '../kernel/as-noun.ts'
import { asksOfEvery, factSaysWhyNot, findFact, type FactContext } from './fact.ts'
import type { Condition } from './schema.ts'

/** What is known of an order or a line item, by the names conditions use. */
export type Facts = Record<string, unknown>

export function holds(condition: Condition, facts: Facts): boolean {
  return holdsFor(condition, factOf(facts, condition.fact))
}

/** Whether it holds when the fact has this value. Of several values one among those asked for is enough, unless the fact says all. */
export function holdsFor({ fact, is, in: oneOf, notIn, atLeast }: Condition, value: unknown): boolean {
  if (is === 'present' && !isPresent(value)) return false
  if (is === 'absent' && isPresent(value)) return false
  const values = wordsIn(value)
  const isEvery = asksOfEvery(fact)
  const isAsked = (one: string) => oneOf?.includes(one)
  if (oneOf && !(isEvery ? values.length > 0 && values.every(isAsked) : values.some(isAsked))) return false
  if (notIn && values.some((one) => notIn.includes(one))) return false
  if (atLeast !== undefined && !(typeof value === 'number' && value >= atLeast)) return false
  return true
}

// What a fact can be compared with: words, numbers, yes and no. An address is there or not, and compares with nothing.
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
}

/** In words one can act on: why the condition does not hold of these facts. */
export function whyNot(condition: Condition, facts: Facts, context: FactContext = {}): string {
  if (condition.otherwise) return condition.otherwise
  const own = condition.is && factSaysWhyNot(condition.fact, condition.is, facts)
  if (own) return own
  const { name, words } = wordsOf(condition, context)
  if (condition.is === 'present') return `${name} is missing.`
  if (condition.is === 'absent') return `${name} must be empty.`
  if (condition.in) return `${name} must be ${words(condition.in)}.`
  if (condition.notIn) return `${name} must not be ${words(condition.notIn)}.`
  return `${name} must be at least ${condition.atLeast}.`
}

/** What has to be so, as part of a sentence: “Payment method is given”. */
export function inWords(condition: Condition, context: FactContext = {}): string {
  const { name, words, said } = wordsOf(condition, context)
  return [
    ...(condition.is === 'present' ? [said?.present ?? `${name} is given`] : []),
    ...(condition.is === 'absent' ? [said?.absent ?? `${name} is empty`] : []),
    ...(condition.in ? [`${name} is ${words(condition.in)}`] : []),
    ...(condition.notIn ? [`${name} is not ${words(condition.notIn)}`] : []),
    ...(condition.atLeast === undefined ? [] : [`${name} is at least ${condition.atLeast}`]),
  ].join(' and ')
}

/** What would have to become so for it to hold no longer, as part of a sentence: “Payment method is given”. */
export function oppositeInWords(condition: Condition, context: FactContext = {}): string {
  const { name, words, said } = wordsOf(condition, context)
  return [
    ...(condition.is === 'present' ? [said?.absent ?? `${name} is taken away`] : []),
    ...(condition.is === 'absent' ? [said?.present ?? `${name} is given`] : []),
    ...(condition.in ? [`${name} is no longer ${words(condition.in)}`] : []),
    ...(condition.notIn ? [`${name} is ${words(condition.notIn)}`] : []),
    ...(condition.atLeast === undefined ? [] : [`${name} is less than ${condition.atLeast}`]),
  ].join(' or ')
}

function wordsOf({ fact }: Condition, context: FactContext) {
  const known = findFact(fact, 'line_item', context)
  const labels = new Map(known?.options?.map(({ value, label }) => [value, label]))
  return { name: asNoun(known?.label ?? fact), said: known?.said, words: (values: string[]) => values.map((value) => labels.get(value) ?? value).join(' or ') }
}

export function factOf(facts: Facts, fact: string): unknown {
  if (!fact.startsWith('fields.')) return facts[fact]
  return (facts.fields as Record<string, unknown> | undefined)?.[fact.slice('fields.'.length)]
}

/** Empty text, an empty list, no and zero count as absent: nobody would say a form was filled in with them. */
export function isPresent(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0
}
