import { exponentOf } from '../kernel/money.ts'
import type { Address, FieldValue } from '../kernel/schema.ts'
import type { KeptAnswer } from './answer.ts'

type Manner = { locale: string; timeZone: string; currency: string }

/** A kept answer as a line of text, for paper and for pages without scripts. */
export function answerInWords({ kind, value, unit }: Pick<KeptAnswer, 'kind' | 'value' | 'unit'>, manner: Manner): string {
  if (value === null || value === '') return 'No answer'
  if (kind === 'photo' || kind === 'file' || kind === 'signature') return filesInWords(kind, value)
  if (typeof value === 'boolean') return kind === 'review' ? (value ? 'Agreed' : 'Not agreed') : value ? 'Yes' : 'No'
  if (typeof value === 'number') return kind === 'money' ? moneyInWords(value, manner) : [numberInWords(value, manner), unit].filter(Boolean).join(' ')
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object') return addressInWords(value)
  return kind === 'date' || kind === 'date_time' ? dateInWords(kind, value, manner) : value
}

export function moneyInWords(amount: number, { locale, currency }: Pick<Manner, 'locale' | 'currency'>): string {
  const digits = exponentOf(currency)
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount / 10 ** digits)
}

export function numberInWords(value: number, { locale }: Pick<Manner, 'locale'>): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value)
}

export function instantInWords(instant: string, { locale, timeZone }: Pick<Manner, 'locale' | 'timeZone'>): string {
  return new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(instant))
}

export function addressInWords({ recipient, line1, line2, city, region, postalCode, country, instructions }: Address): string {
  const place = [postalCode, city].filter(Boolean).join(' ')
  return [recipient, line1, line2, place, region, country, instructions].filter(Boolean).join(', ')
}

// A day without a time belongs to no zone; only what names an instant is moved into the organization's.
function dateInWords(kind: string, value: string, { locale, timeZone }: Manner): string {
  const isInstant = /(?:Z|[+-]\d{2}:\d{2})$/.test(value)
  const at = new Date(isInstant ? value : `${value.slice(0, 16)}${value.length > 10 ? ':00' : 'T00:00:00'}Z`)
  if (Number.isNaN(at.getTime())) return value
  return new Intl.DateTimeFormat(locale, { timeZone: isInstant ? timeZone : 'UTC', dateStyle: 'medium', ...(kind === 'date' ? {} : { timeStyle: 'short' }) }).format(at)
}

function filesInWords(kind: string, value: FieldValue): string {
  if (kind === 'signature') return 'Signed'
  const count = Array.isArray(value) ? value.length : 1
  return `${count} ${kind}${count === 1 ? '' : 's'}`
}
