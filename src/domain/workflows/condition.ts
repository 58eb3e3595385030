import { asNoun } from '../kernel/as-noun.ts'
import { capitalised } from '../kernel/capitalised.ts'
import { amountInWords } from '../kernel/money.ts'
import { spelled } from '../kernel/spelled.ts'
import { asksOfEvery, factSaysWhyNot, findFact, findFactWords, type Chosen, type FactContext, type FactWords, type Said } from './fact.ts'
import { isPresent } from './present.ts'
import type { Condition } from './schema.ts'

/** What is known of an order or a line item, by the names conditions use; `words` is what its values are called. */
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
  const words = wordsOf(condition, { ...(typeof facts.words === 'function' ? (facts.words as () => FactContext)() : {}), ...context })
  const first = partsOf(condition, words)[0]
  return first === undefined ? 'It does not hold.' : first.must ?? sentence(first.not)
}

/** What has to be so, as part of a sentence: “Payment method is given”. */
export function inWords(condition: Condition, context: FactContext = {}): string {
  return partsOf(condition, wordsOf(condition, context)).map(({ so }) => so).join(' and ')
}

/** What would have to become so for it to hold no longer, as part of a sentence: “Payment method is taken away”. */
export function oppositeInWords(condition: Condition, context: FactContext = {}): string {
  return partsOf(condition, wordsOf(condition, context)).map(({ not }) => not).join(' or ')
}

/** One thing a condition asks: that it is so, that it is not, and what must be done where that says more. */
type Part = Said & { must?: string }
type Words = { name: string; said: FactWords | undefined; chosen: (values: string[]) => Chosen; amount: (atLeast: number) => string }

function partsOf({ is, in: oneOf, notIn, atLeast }: Condition, { name, said, chosen, amount }: Words): Part[] {
  const among = oneOf && chosen(oneOf)
  const notAmong = notIn && chosen(notIn)
  return [
    ...(is === 'present' ? [said?.present ?? { so: `${name} is given`, not: `${name} is taken away`, must: `${name} is missing.` }] : []),
    ...(is === 'absent' ? [said?.absent ?? { so: `${name} is empty`, not: `${name} is given`, must: `${name} must be empty.` }] : []),
    ...(among ? [said?.among?.(among) ?? { so: `${name} is ${among.called}`, not: `${name} is no longer ${among.called}`, must: `${name} must be ${among.called}.` }] : []),
    ...(notAmong ? [said?.notAmong?.(notAmong) ?? { so: `${name} is not ${notAmong.called}`, not: `${name} is ${notAmong.called}`, must: `${name} must not be ${notAmong.called}.` }] : []),
    ...(atLeast === undefined ? [] : [{ so: `${name} is at least ${amount(atLeast)}`, not: `${name} is less than ${amount(atLeast)}`, must: `${name} must be at least ${amount(atLeast)}.` }]),
  ]
}

function wordsOf({ fact }: Condition, context: FactContext): Words {
  const known = findFact(fact, 'line_item', context)
  const labels = new Map(known?.options?.map(({ value, label }) => [value, label]))
  return {
    name: asNoun(known?.label ?? fact), said: findFactWords(fact, context),
    chosen: (values) => ({ values, called: values.map((value) => labels.get(value) ?? (known?.areKeys ? spelled(value) : value)).join(' or ') }),
    amount: (atLeast) => (known?.isMoney ? moneyInWords(atLeast, context.currency) : String(atLeast)),
  }
}

// A workflow alone knows no currency, and so not where the point belongs: what it says must not be read as ten times as much.
function moneyInWords(amount: number, currency: string | undefined): string {
  return currency === undefined ? `${amount} (in the currency’s smallest unit)` : amountInWords(amount, currency)
}

function sentence(words: string): string {
  return `${capitalised(words)}.`
}

export function factOf(facts: Facts, fact: string): unknown {
  if (!fact.startsWith('fields.')) return facts[fact]
  return (facts.fields as Record<string, unknown> | undefined)?.[fact.slice('fields.'.length)]
}
