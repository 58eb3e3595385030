import { asNoun } from '../kernel/as-noun.ts'
import { isCountry } from '../kernel/country.ts'
import { pointerPart } from '../kernel/pointer.ts'
import { isId } from '../kernel/written.ts'
import { MOST_LINES } from '../orders/order.ts'
import { bad, countFits, fine, gap, type AnswerFault, type Read } from './answer-fault.ts'
import type { AnswerTerms, CustomerAnswer, ItemEntry, PaymentAnswer } from './answer-shapes.ts'
import { isAmount, isAnswers, isEmail, isLong, isName, isPhone, isQuantity, isShort } from './right-values.ts'
import type { Question } from './wizard.ts'

// Answers of several parts: each part right in itself, and what they say together.

export function readCustomer(question: Question, given: unknown, { audience }: AnswerTerms): Read {
  const shape = members(question, given, { id: isId, firstName: isName, lastName: isName, email: isEmail, phone: isPhone })
  if (shape.faults) return shape
  // Whoever fills in a public form names themselves; who is already known is found by email and phone.
  if (audience === 'customer' && Object.hasOwn(shape.value as object, 'id')) return { faults: [{ at: '/id', code: 'forbidden', message: `${asNoun(question.label)}: give a name and an email or a phone.` }] }
  const { email, ...others } = shape.value as CustomerAnswer
  return fine({ ...others, ...(email === undefined ? {} : { email: email.toLowerCase() }) })
}

export function readItems(question: Question, given: unknown, terms: AnswerTerms): Read {
  if (!Array.isArray(given) || given.length > MOST_LINES) return bad(question, `must be a list of at most ${MOST_LINES} items`)
  const entries = given.map((entry: unknown, i) => readItem(question, entry, i, terms))
  const faults = entries.flatMap((entry) => entry.faults ?? [])
  if (faults.length > 0) return { faults }
  return countFits(question, entries.length) ?? fine(entries.map(({ value }) => value))
}

function readItem(question: Question, given: unknown, i: number, { audience }: AnswerTerms): Read {
  const shape = members(question, given, {
    id: isId, productId: isId, sku: isShort(100), name: isShort(200), quantity: isQuantity, unitPrice: isAmount, notes: isLong(2_000), answers: isAnswers,
  }, `/${i}`)
  if (shape.faults) return shape
  const entry = shape.value as Partial<ItemEntry>
  const isKnown = entry.sku !== undefined || entry.productId !== undefined
  if (!isKnown && audience === 'customer') return { faults: [{ at: `/${i}/sku`, code: 'required', message: `${asNoun(question.label)}: choose something that is offered.` }] }
  if (!isKnown && entry.name === undefined) return { faults: [{ at: `/${i}/sku`, code: 'required', message: `${asNoun(question.label)}: an item needs a product or a name.` }] }
  if (isKnown && entry.unitPrice !== undefined) return { faults: [{ at: `/${i}/unitPrice`, code: 'unknown', message: `${asNoun(question.label)}: what is in the catalog costs what the catalog says.` }] }
  return fine({ ...entry, quantity: entry.quantity ?? 1 })
}

export function readPayment(question: Question, given: unknown, { audience }: AnswerTerms): Read {
  const shape = members(question, given, { method: isShort(60), taken: (one) => one === 'full' || one === 'deposit' || one === 'later', amount: isAmount })
  if (shape.faults) return shape
  const { method, taken = 'later', amount } = shape.value as Partial<PaymentAnswer>
  const fault = (at: string, message: string): Read => ({ faults: [{ at, code: 'invalid', message: `${asNoun(question.label)}: ${message}` }] })
  if (method !== undefined && question.methods?.length && !question.methods.includes(method)) return fault('/method', `“${method}” is not offered. There is: ${question.methods.join(', ')}.`)
  if (taken !== 'later' && audience === 'customer') return fault('/taken', 'what was paid is for the business to say.')
  if (taken === 'deposit' && !amount) return fault('/amount', 'say how much was taken.')
  if (taken !== 'deposit' && amount !== undefined) return fault('/amount', 'an amount belongs to a deposit.')
  return fine({ ...(method === undefined ? {} : { method }), taken, ...(amount === undefined ? {} : { amount }) })
}

export function readAddress(question: Question, given: unknown): Read {
  const shape = members(question, given, {
    recipient: isShort(200), line1: isShort(200), line2: isShort(200), city: isShort(100), region: isShort(100), postalCode: isShort(20),
    country: (one) => typeof one === 'string' && isCountry(one), instructions: isLong(1_000),
  })
  if (shape.faults || Object.keys(shape.value as object).length === 0) return shape
  const faults = (['line1', 'city'] as const).filter((member) => !Object.hasOwn(shape.value as object, member)).map((member) => gap(`/${member}`, `${asNoun(question.label)}: ${member === 'city' ? 'a city' : 'a street address'} is required.`))
  return faults.length > 0 ? { faults } : shape
}

/** An object of known members, each right in itself; empty ones are left out. */
function members(question: Question, given: unknown, shape: Record<string, (value: unknown) => boolean>, at = ''): Read {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return bad(question, 'is not in the right form', 'invalid', at)
  const faults: AnswerFault[] = []
  const value: Record<string, unknown> = {}
  for (const [member, one] of Object.entries(given)) {
    const isRight = Object.hasOwn(shape, member) ? shape[member] : undefined
    const trimmed: unknown = typeof one === 'string' ? one.trim() : one
    if (!isRight) faults.push({ at: `${at}/${pointerPart(member.slice(0, 100))}`, code: 'unknown', message: `${asNoun(question.label)}: there is no such field.` })
    else if (trimmed === undefined || trimmed === null || trimmed === '') continue
    else if (isRight(trimmed)) value[member] = trimmed
    else faults.push({ at: `${at}/${member}`, code: 'invalid', message: `${asNoun(question.label)}: ${memberWords[member] ?? member} is not right.` })
    if (faults.length >= 20) break
  }
  return faults.length > 0 ? { faults } : fine(value)
}

const memberWords: Record<string, string> = {
  id: 'the choice', firstName: 'the first name', lastName: 'the last name', email: 'the email address', phone: 'the phone number', productId: 'the product', sku: 'the SKU',
  name: 'the name', quantity: 'the quantity', unitPrice: 'the price', notes: 'the note', answers: 'what was answered', method: 'the payment method', taken: 'what was taken',
  amount: 'the amount', recipient: 'the recipient', line1: 'the street address', line2: 'the second line', city: 'the city', region: 'the region', postalCode: 'the postal code',
  country: 'the country', instructions: 'the instructions',
}
