import { LARGEST_AMOUNT } from '../kernel/money.ts'
import { isThousandths } from '../kernel/thousandths.ts'
import { isPrintable, PHONE } from '../kernel/written.ts'
import type { Answers } from './wizard.ts'

// What is right in itself, whatever it is asked for; as bounded as kernel/schema.ts, without what it takes to describe it.

export const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/
const EMAIL = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/

export function isShort(most: number) {
  return (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= most && isPrintable(value) && !/[\r\n]/.test(value)
}

export function isLong(most: number) {
  return (value: unknown): value is string => typeof value === 'string' && value.length <= most && isPrintable(value)
}

export const isName = isShort(100)

export function isEmail(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 254 && EMAIL.test(value.trim())
}

export function isPhone(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && PHONE.test(value.trim())
}

export function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_AMOUNT
}

export function isQuantity(value: unknown): value is number {
  return typeof value === 'number' && value >= 0.001 && value <= 1_000_000 && isThousandths(value)
}

export function isAnswers(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length <= 500
}

export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && date.getUTCFullYear() >= 1970 && date.getUTCFullYear() <= 2200
}

/** A time of a day, in the organization's zone unless it says another. */
export function isMoment(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/.exec(value) ?? []
  return day !== undefined && time !== undefined && isDay(day) && TIME.test(time)
}

export function decimalsOf(value: number): number {
  const [digits = '', power = '0'] = String(Math.abs(value)).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(power))
}
