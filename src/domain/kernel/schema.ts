import { z } from 'zod'
import { isCountry } from './country.ts'
import { isCurrency, LARGEST_AMOUNT } from './money.ts'
import { isThousandths } from './thousandths.ts'
import { FIELD_KEY, isPrintable, KEY, PHONE } from './written.ts'

/**
 * The vocabulary of every contract: each schema is bounded, and refuses what PostgreSQL cannot keep
 * (NUL, lone surrogates, infinite dates), so that nothing reaches the database that comes back different.
 */

/** One line of text, trimmed, 1 to `max` characters. */
export const line = (max = 200) =>
  z
    .string()
    .max(max)
    .trim()
    .min(1)
    .refine((value) => isPrintable(value) && !/[\r\n]/.test(value), { error: 'This has characters that cannot be kept.', params: { code: 'unprintable' } })

/** Any text of at most `max` characters; may be empty and have several lines. */
export const text = (max = 5000) =>
  z.string().max(max).refine(isPrintable, { error: 'This has characters that cannot be kept.', params: { code: 'unprintable' } })

/** A stable name inside one organization: `confirm-order`. */
export const key = z.string().max(63).regex(KEY, 'Use lower-case letters, digits and dashes.')
export const id = z.uuid()
export const email = z.email().max(254).refine(isPrintable).transform((value) => value.toLowerCase())
export const phone = z.string().max(40).trim().regex(PHONE, 'Use digits, spaces and a leading +.')
export const currency = z.string().length(3).refine(isCurrency, 'This is not an ISO 4217 currency.')
export const amount = z.int().min(-LARGEST_AMOUNT).max(LARGEST_AMOUNT)
export const amountOwed = z.int().min(0).max(LARGEST_AMOUNT)
export const money = z.strictObject({ amount, currency })
export const price = z.strictObject({ amount: amountOwed, currency })
export const instant = z.iso.datetime({ offset: true }).max(40).refine(plausible, 'This is not a date between 1970 and 2200.')
export const date = z.iso.date().refine(plausible, 'This is not a date between 1970 and 2200.')
export const zone = z.string().max(64).regex(/^[A-Za-z0-9_+\-/]+$/)
/** A quantity with at most three decimals; counted things use whole numbers. */
export const quantity = z.number().min(0.001).max(1_000_000).refine(isThousandths, 'This has more than three decimals.')
/** A percentage with at most four decimals: 8.25 is 8.25 %. */
export const percentage = z.number().min(0).max(100).refine((value) => Math.abs(value * 10_000 - Math.round(value * 10_000)) < 1e-6, 'This has more than four decimals.')

/** A query parameter that may be repeated or comma-separated: `?tag=a&tag=b`, `?tag=a,b`. */
export const listOf = <T extends z.ZodType>(item: T, max = 50) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value), z.array(item).max(max))

/** A yes or no in a query: `true`, `false`. */
export const flag = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean())
const queryInt = (min: number, max: number) =>
  z.preprocess((value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value), z.int().min(min).max(max))

/** Paging is by cursor everywhere; a page has at most 500 entries. */
export const paging = { cursor: z.string().max(2000).optional(), limit: queryInt(1, 500).default(50) }
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export type Page<T> = { items: T[]; nextCursor: string | null }

/** Words to find things by; each once. */
export const tags = z.array(line(50)).max(50).overwrite((given) => [...new Set(given)])

export const address = z.strictObject({
  recipient: line(200).optional(),
  line1: line(200),
  line2: line(200).optional(),
  city: line(100),
  region: line(100).optional(),
  postalCode: line(20).optional(),
  country: z.string().length(2).regex(/^[A-Z]{2}$/, 'Use a two-letter ISO 3166 code.').refine(isCountry, 'There is no country with this ISO 3166 code.').optional(),
  instructions: text(1000).optional(),
})
export type Address = z.infer<typeof address>

/** Values of custom fields, by key. What each key may hold is the order type's to say. */
export const fieldValue = z.union([text(5000), z.number().min(-1e15).max(1e15), z.boolean(), z.null(), z.array(line(200)).max(100), address])
export const fieldValues = z.record(key.or(z.string().regex(FIELD_KEY)), fieldValue).refine((fields) => Object.keys(fields).length <= 100, 'There are more than 100 fields.')
export type FieldValue = z.infer<typeof fieldValue>

function plausible(value: string): boolean {
  const year = Number(value.slice(0, 4))
  return year >= 1970 && year <= 2200
}
