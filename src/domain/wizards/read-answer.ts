import { isCountry } from '../kernel/country.ts'
import { decimalOf } from '../kernel/money.ts'
import { matchesPattern } from './pattern.ts'
import { isAnswered } from './show-if.ts'
import type { Answers, Audience, Question, QuestionKind } from './wizard.ts'

/** What is wrong with one answer: where in it (a JSON Pointer from the answer on), a code, and a sentence that names the question. */
export type AnswerFault = { at: string; code: string; message: string }

export type Read = { value: unknown; faults?: never } | { faults: AnswerFault[]; value?: never }

/** Who answers, and in which currency amounts are meant; amounts are minor units of it. */
export type AnswerTerms = { audience: Audience; currency: string }

// The shapes of answers that are more than a text, a number, yes or no.

/** Of `customer`: somebody known, or what is known of somebody new. */
export type CustomerAnswer = { id?: string; firstName?: string; lastName?: string; email?: string; phone?: string }
/** Of `items`: something in the catalog, by SKU or product, or something it does not know, by name and price. */
export type ItemEntry = { id?: string; productId?: string; sku?: string; name?: string; quantity: number; unitPrice?: number; notes?: string; answers?: Answers }
/** Of `payment`: how it is paid, and what was taken at once: all of it, an amount of it, or nothing yet. */
export type PaymentAnswer = { method?: string; taken: 'full' | 'deposit' | 'later'; amount?: number }
export type AddressAnswer = { recipient?: string; line1: string; line2?: string; city: string; region?: string; postalCode?: string; country?: string; instructions?: string }

/**
 * Reads one answer strictly, by the kind of its question. A bare answer that is missing is not this function's to refuse
 * (`gapsIn` does that), a wrong one is. Answers by kind:
 * - customer, items, payment, shipping_address and address: the objects above; items as a list of them
 * - order_type, fulfilment_method: a key; person: a member's id; signature: a file's id; photo, file: a list of files' ids
 * - due_date: a day (2026-11-24), a time of a day in the organization's zone (2026-11-24T16:40), or an instant; schedule: the latter two
 * - number, measurement: a number; money: minor units; yes_no, review: true or false
 * - choice: one of the options; choices: a list of them; checklist: a list of the items that are done
 * - all others: text
 */
export function readAnswer(question: Question, given: unknown, terms: AnswerTerms): Read {
  return readers[question.kind](question, given, terms)
}

/** What a right answer still lacks to be a complete one. */
export function gapsIn(question: Question, value: unknown, terms: AnswerTerms): AnswerFault[] {
  if (question.kind === 'review') return question.consent && question.required && value !== true ? [gap('', `${question.label}: this has to be agreed to.`)] : []
  if (!isAnswered(value)) return question.required ? [gap('', `${question.label} is required.`)] : []
  if (question.kind === 'customer') return gapsInCustomer(question, value as CustomerAnswer)
  if (question.kind === 'payment') return gapsInPayment(question, value as PaymentAnswer, terms)
  if (question.kind === 'checklist') {
    const open = question.checklist?.items.find((item) => !(value as string[]).includes(item))
    return question.required && open !== undefined ? [gap('', `${question.label}: “${open}” is not ticked.`)] : []
  }
  return []
}

const customerWords = { firstName: 'First name', lastName: 'Last name', email: 'Email', phone: 'Phone' } as const

function gapsInCustomer(question: Question, customer: CustomerAnswer): AnswerFault[] {
  if (customer.id !== undefined) return []
  const needs = question.customerNeeds ?? []
  const isNamed = customer.firstName !== undefined || customer.lastName !== undefined
  return [
    ...(isNamed || needs.includes('firstName') || needs.includes('lastName') ? [] : [gap('/firstName', `${question.label}: a name is required.`)]),
    ...needs.filter((need) => customer[need] === undefined).map((need) => gap(`/${need}`, `${question.label}: ${customerWords[need].toLowerCase()} is required.`)),
  ]
}

function gapsInPayment(question: Question, { method, taken }: PaymentAnswer, { audience }: AnswerTerms): AnswerFault[] {
  return [
    ...(method === undefined && (question.required || taken !== 'later') ? [gap('/method', `${question.label}: choose a payment method.`)] : []),
    ...(taken === 'later' && question.allowsPayLater === false && audience !== 'customer' ? [gap('/taken', `${question.label}: this is paid now, or at least in part.`)] : []),
  ]
}

// ---- by kind

type Reader = (question: Question, given: unknown, terms: AnswerTerms) => Read

const readers: Record<QuestionKind, Reader> = {
  customer: readCustomer,
  order_type: key,
  items: readItems,
  shipping_address: readAddress,
  due_date: (question, given) => (isDay(given) || isMoment(given) ? fine(given) : bad(question, 'must be a date such as 2026-11-24')),
  schedule: (question, given) => (isMoment(given) ? fine(given) : bad(question, 'must be a date and a time such as 2026-11-24T16:40')),
  fulfilment_method: key,
  notes: text(10_000, false),
  staff_message: text(2_000, false),
  checklist: (question, given) => readList(question, given, question.checklist?.items ?? []),
  payment: readPayment,
  review: yesOrNo,
  text: text(200, true),
  long_text: text(5_000, false),
  number: readNumber,
  money: readAmount,
  yes_no: yesOrNo,
  choice: readChoice,
  choices: (question, given) => readList(question, given, question.options ?? []),
  date: (question, given) => (isDay(given) ? fine(given) : bad(question, 'must be a date such as 2026-11-24')),
  time: (question, given) => (typeof given === 'string' && TIME.test(given) ? fine(given) : bad(question, 'must be a time such as 16:40')),
  date_time: (question, given) => (isMoment(given) ? fine(given) : bad(question, 'must be a date and a time such as 2026-11-24T16:40')),
  phone: (question, given) => (isPhone(given) ? fine(given.trim()) : bad(question, 'must be a phone number: digits, spaces and a leading +')),
  email: (question, given) => (isEmail(given) ? fine(given.trim().toLowerCase()) : bad(question, 'must be an email address')),
  address: readAddress,
  person: (question, given) => (isId(given) ? fine(given) : bad(question, 'must be one of the people who work here')),
  photo: readFiles,
  file: readFiles,
  signature: (question, given) => (isId(given) ? fine(given) : bad(question, 'must be a signature')),
  barcode: text(200, true),
  measurement: readNumber,
}

function text(most: number, isOneLine: boolean): Reader {
  return (question, given) => {
    if (typeof given !== 'string') return bad(question, 'must be text')
    if (given.length > most * 2) return bad(question, `has at most ${most} characters`, 'too_big')
    const trimmed = given.trim()
    if (!isPrintable(trimmed) || (isOneLine && /[\r\n]/.test(trimmed))) return bad(question, 'has characters that cannot be kept', 'unprintable')
    const [least, largest] = [question.min ?? 0, Math.min(question.max ?? most, most)]
    if (trimmed.length > largest) return bad(question, `has at most ${largest} ${largest === 1 ? 'character' : 'characters'}`, 'too_big')
    if (trimmed !== '' && trimmed.length < least) return bad(question, `has at least ${least} ${least === 1 ? 'character' : 'characters'}`, 'too_small')
    if (trimmed !== '' && question.pattern !== undefined && !matchesPattern(question.pattern, trimmed)) {
      return question.patternHelp === undefined ? bad(question, 'is not written as it should be') : { faults: [{ at: '', code: 'invalid', message: `${question.label}: ${question.patternHelp}` }] }
    }
    return fine(trimmed)
  }
}

function readNumber(question: Question, given: unknown): Read {
  if (typeof given !== 'number' || !Number.isFinite(given) || Math.abs(given) > 1e12) return bad(question, 'must be a number')
  if (decimalsOf(given) > 6) return bad(question, 'has at most six decimals', 'too_precise')
  const unit = question.unit === undefined ? '' : ` ${question.unit}`
  if (question.min !== undefined && given < question.min) return bad(question, `is at least ${question.min}${unit}`, 'too_small')
  if (question.max !== undefined && given > question.max) return bad(question, `is at most ${question.max}${unit}`, 'too_big')
  return fine(given)
}

function readAmount(question: Question, given: unknown, { currency }: AnswerTerms): Read {
  if (!isAmount(given) && !(Number.isSafeInteger(given) && (question.min ?? 0) < 0)) return bad(question, 'must be an amount')
  const amount = given as number
  const shown = (value: number) => `${decimalOf({ amount: value, currency })} ${currency}`
  if (amount < (question.min ?? 0)) return bad(question, `is at least ${shown(question.min ?? 0)}`, 'too_small')
  if (question.max !== undefined && amount > question.max) return bad(question, `is at most ${shown(question.max)}`, 'too_big')
  return fine(amount)
}

function yesOrNo(question: Question, given: unknown): Read {
  return typeof given === 'boolean' ? fine(given) : bad(question, 'must be yes or no')
}

function key(question: Question, given: unknown): Read {
  if (typeof given !== 'string' || given.length > 63 || !/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(given)) return bad(question, 'must be one of those offered')
  return question.options && !question.options.includes(given) ? bad(question, 'must be one of those offered') : fine(given)
}

function readChoice(question: Question, given: unknown): Read {
  if (typeof given !== 'string') return bad(question, 'must be one of its options')
  return question.options?.includes(given) ? fine(given) : notOffered(question, given, question.options ?? [])
}

function readList(question: Question, given: unknown, options: string[]): Read {
  if (!Array.isArray(given) || given.length > 100 || !given.every((one) => typeof one === 'string')) return bad(question, 'must be a list of its options')
  const chosen = [...new Set(given)]
  const stranger = chosen.find((one) => !options.includes(one))
  if (stranger !== undefined) return notOffered(question, stranger, options)
  return countFits(question, chosen.length) ?? fine(options.filter((one) => chosen.includes(one)))
}

function readFiles(question: Question, given: unknown): Read {
  if (!Array.isArray(given) || !given.every(isId)) return bad(question, 'must be a list of uploaded files')
  const files = [...new Set(given)]
  const most = Math.min(question.max ?? MOST_FILES, MOST_FILES)
  return countFits({ ...question, max: most }, files.length) ?? fine(files)
}

const MOST_FILES = 20

function readCustomer(question: Question, given: unknown, { audience }: AnswerTerms): Read {
  const shape = members(question, given, { id: isId, firstName: isName, lastName: isName, email: isEmail, phone: isPhone })
  if (shape.faults) return shape
  // Whoever fills in a public form names themselves; who is already known is found by email and phone.
  if (audience === 'customer' && Object.hasOwn(shape.value as object, 'id')) return { faults: [{ at: '/id', code: 'forbidden', message: `${question.label}: give a name and an email or a phone.` }] }
  const { email, ...others } = shape.value as CustomerAnswer
  return fine({ ...others, ...(email === undefined ? {} : { email: email.toLowerCase() }) })
}

function readItems(question: Question, given: unknown, terms: AnswerTerms): Read {
  if (!Array.isArray(given) || given.length > MOST_ITEMS) return bad(question, `must be a list of at most ${MOST_ITEMS} items`)
  const entries = given.map((entry: unknown, i) => readItem(question, entry, i, terms))
  const faults = entries.flatMap((entry) => entry.faults ?? [])
  if (faults.length > 0) return { faults }
  return countFits(question, entries.length) ?? fine(entries.map(({ value }) => value))
}

const MOST_ITEMS = 500

function readItem(question: Question, given: unknown, i: number, { audience }: AnswerTerms): Read {
  const shape = members(question, given, {
    id: isId, productId: isId, sku: isShort(100), name: isShort(200), quantity: isQuantity, unitPrice: isAmount, notes: isLong(2_000), answers: isAnswers,
  }, `/${i}`)
  if (shape.faults) return shape
  const entry = shape.value as Partial<ItemEntry>
  const isKnown = entry.sku !== undefined || entry.productId !== undefined
  if (!isKnown && audience === 'customer') return { faults: [{ at: `/${i}/sku`, code: 'required', message: `${question.label}: choose something that is offered.` }] }
  if (!isKnown && entry.name === undefined) return { faults: [{ at: `/${i}/sku`, code: 'required', message: `${question.label}: an item needs a product or a name.` }] }
  if (isKnown && entry.unitPrice !== undefined) return { faults: [{ at: `/${i}/unitPrice`, code: 'unknown', message: `${question.label}: what is in the catalog costs what the catalog says.` }] }
  return fine({ ...entry, quantity: entry.quantity ?? 1 })
}

function readPayment(question: Question, given: unknown, { audience }: AnswerTerms): Read {
  const shape = members(question, given, { method: isShort(60), taken: (one) => one === 'full' || one === 'deposit' || one === 'later', amount: isAmount })
  if (shape.faults) return shape
  const { method, taken = 'later', amount } = shape.value as Partial<PaymentAnswer>
  const fault = (at: string, message: string): Read => ({ faults: [{ at, code: 'invalid', message: `${question.label}: ${message}` }] })
  if (method !== undefined && question.methods?.length && !question.methods.includes(method)) return fault('/method', `“${method}” is not offered. There is: ${question.methods.join(', ')}.`)
  if (taken !== 'later' && audience === 'customer') return fault('/taken', 'what was paid is for the business to say.')
  if (taken === 'deposit' && !amount) return fault('/amount', 'say how much was taken.')
  if (taken !== 'deposit' && amount !== undefined) return fault('/amount', 'an amount belongs to a deposit.')
  return fine({ ...(method === undefined ? {} : { method }), taken, ...(amount === undefined ? {} : { amount }) })
}

function readAddress(question: Question, given: unknown): Read {
  const shape = members(question, given, {
    recipient: isShort(200), line1: isShort(200), line2: isShort(200), city: isShort(100), region: isShort(100), postalCode: isShort(20),
    country: (one) => typeof one === 'string' && isCountry(one), instructions: isLong(1_000),
  })
  if (shape.faults || Object.keys(shape.value as object).length === 0) return shape
  const faults = (['line1', 'city'] as const).filter((member) => !Object.hasOwn(shape.value as object, member)).map((member) => gap(`/${member}`, `${question.label}: ${member === 'city' ? 'a city' : 'a street address'} is required.`))
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
    if (!isRight) faults.push({ at: `${at}/${member.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`, code: 'unknown', message: `${question.label}: there is no such field.` })
    else if (trimmed === undefined || trimmed === null || trimmed === '') continue
    else if (isRight(trimmed)) value[member] = trimmed
    else faults.push({ at: `${at}/${member}`, code: 'invalid', message: `${question.label}: ${memberWords[member] ?? member} is not right.` })
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

function countFits({ label, min, max }: Question, count: number): Read | undefined {
  if (count > 0 && min !== undefined && count < min) return { faults: [{ at: '', code: 'too_small', message: `${label}: at least ${min}.` }] }
  return max !== undefined && count > max ? { faults: [{ at: '', code: 'too_big', message: `${label}: at most ${max}.` }] } : undefined
}

function notOffered(question: Question, given: string, options: string[]): Read {
  return { faults: [{ at: '', code: 'invalid', message: `${question.label}: “${given.slice(0, 100)}” is not offered. There is: ${options.slice(0, 30).join(', ') || 'nothing'}.` }] }
}

function fine(value: unknown): Read {
  return { value }
}

function bad({ label }: Question, why: string, code = 'invalid', at = ''): Read {
  return { faults: [{ at, code, message: `${label} ${why}.` }] }
}

function gap(at: string, message: string): AnswerFault {
  return { at, code: 'required', message }
}

// ---- what is right in itself; as bounded as kernel/schema.ts, without what it takes to describe it

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/
// eslint-disable-next-line no-control-regex -- control characters are exactly what must not pass
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const EMAIL = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/

function isPrintable(value: string): boolean {
  return !UNPRINTABLE.test(value) && value.isWellFormed()
}

function isShort(most: number) {
  return (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= most && isPrintable(value) && !/[\r\n]/.test(value)
}

function isLong(most: number) {
  return (value: unknown): value is string => typeof value === 'string' && value.length <= most && isPrintable(value)
}

const isName = isShort(100)

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)
}

function isEmail(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 254 && EMAIL.test(value.trim())
}

function isPhone(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && /^[+]?[\d\s().\-/]{4,39}$/.test(value.trim())
}

function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= 999_999_999_999_999
}

function isQuantity(value: unknown): value is number {
  return typeof value === 'number' && value >= 0.001 && value <= 1_000_000 && Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6
}

function isAnswers(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length <= 500
}

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && date.getUTCFullYear() >= 1970 && date.getUTCFullYear() <= 2200
}

/** A time of a day, in the organization's zone unless it says another. */
function isMoment(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/.exec(value) ?? []
  return day !== undefined && time !== undefined && isDay(day) && TIME.test(time)
}

function decimalsOf(value: number): number {
  const [digits = '', power = '0'] = String(Math.abs(value)).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(power))
}
