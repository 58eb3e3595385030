import { isReachable } from '../customers/contact-point.ts'
import { given } from '../kernel/given.ts'
import * as s from '../kernel/schema.ts'
import type { PaymentStatus } from '../orders/payment-status.ts'
import { countryCodeOf } from './country.ts'
import { paymentStatusOf } from './payment-words.ts'
import { lineOf, shortened, unkeepable, type Told } from './told-rows.ts'

// What a file tells of a whole order beside its line items and amounts, each part by itself.

export type ReadCustomer = { reference?: string; firstName?: string; lastName?: string; email?: string; phone?: string }

/** Who ordered. A whole name is taken apart at its first blank; an email that could reach somebody is made small. */
export function readCustomer({ mapping, first, said, oneLine, problem }: Told): ReadCustomer {
  const reference = oneLine('customer_reference', 200)
  const whole = oneLine('customer_name', 200)
  const [, firstWord, rest] = /^(\S+)(?:\s+(.*))?$/.exec(whole ?? '') ?? []
  const firstName = oneLine('customer_first_name', 100) ?? (mapping.columns.customer_last_name && said('customer_last_name').text ? undefined : firstWord)
  const lastName = oneLine('customer_last_name', 100) ?? (firstName === firstWord ? rest : undefined)
  const email = oneLine('customer_email', 254)
  const phone = oneLine('customer_phone', 40)
  if (firstName === undefined && lastName === undefined && email === undefined && phone === undefined) {
    problem(first.row, mapping.columns.customer_name ? 'customer_name' : 'customer_email', 'There is no customer: no name, email or phone.')
  }
  for (const name of [firstName, lastName]) {
    if (name !== undefined && name.length > LONGEST_NAME) problem(first.row, 'customer_name', `A name has at most ${LONGEST_NAME} characters.`)
  }
  return given({ reference, firstName, lastName, email: email && isReachable('email', email) ? email.toLowerCase() : email, phone })
}

const LONGEST_NAME = 100

export function readPayment({ mapping, first, said, problem }: Told): PaymentStatus {
  const { text, row } = mapping.columns.payment_status ? said('payment_status') : { text: '', row: first.row }
  const status = paymentStatusOf(text || (mapping.paymentStatus ?? 'unpaid'))
  if (!status) problem(row, 'payment_status', `“${shortened(text)}” is no payment status that is known here.`)
  return status ?? 'unpaid'
}

/** Where it goes; null where the file says neither street nor city. */
export function readAddress({ oneLine, said, problem }: Told): s.Address | null {
  const [line1, city] = [oneLine('address_line1', 200), oneLine('address_city', 100)]
  const postalCode = oneLine('address_postal_code', 20)?.replace(/^'/, '')
  const country = said('address_country')
  const code = country.text === '' ? undefined : countryCodeOf(country.text)
  if (country.text !== '' && !code) problem(country.row, 'address_country', `“${shortened(country.text)}” is no country.`)
  if (line1 === undefined && city === undefined) return null
  return { line1: line1 ?? NOT_GIVEN, city: city ?? NOT_GIVEN, ...given({ line2: oneLine('address_line2', 200), region: oneLine('address_region', 100), postalCode: postalCode || undefined, country: code }) }
}

// An address needs a street and a city here; files such as statistics have only one of them.
const NOT_GIVEN = '(not given)'

const LONGEST_NOTES = 10_000
const notesText = s.text(LONGEST_NOTES)

export function readNotes({ said, problem }: Told): string {
  const { text, row } = said('notes')
  if (notesText.safeParse(text).success) return text
  problem(row, 'notes', unkeepable(text, LONGEST_NOTES))
  return ''
}

export function readTags({ said, problem }: Told): string[] {
  const { text, row } = said('tags')
  const tags = [...new Set(text.split(',').map((tag) => tag.trim()).filter(Boolean))]
  if (tags.length <= 50 && tags.every((tag) => lineOf(50).safeParse(tag).success)) return tags
  problem(row, 'tags', 'An order has at most 50 tags of at most 50 characters each.')
  return []
}
