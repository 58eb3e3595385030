import { asNoun } from '../kernel/as-noun.ts'
import { decimalOf } from '../kernel/money.ts'
import { isId, isPrintable, KEY } from '../kernel/written.ts'
import { bad, countFits, fine, notOffered, type Read } from './answer-fault.ts'
import type { AnswerTerms } from './answer-shapes.ts'
import { matchesPattern } from './pattern.ts'
import { readAddress, readCustomer, readItems, readPayment } from './read-parts.ts'
import { decimalsOf, isAmount, isDay, isEmail, isMoment, isPhone, TIME } from './right-values.ts'
import type { Question, QuestionKind } from './wizard.ts'

/**
 * Reads one answer strictly, by the kind of its question. A bare answer that is missing is not this function's to refuse
 * (answer-gaps.ts does that), a wrong one is. Answers by kind:
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
      return question.patternHelp === undefined ? bad(question, 'is not written as it should be') : { faults: [{ at: '', code: 'invalid', message: `${asNoun(question.label)}: ${question.patternHelp}` }] }
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
  if (typeof given !== 'string' || given.length > 63 || !KEY.test(given)) return bad(question, 'must be one of those offered')
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
