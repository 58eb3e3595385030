import type { Medium, ShownCustomer } from '#domain/customers/contract.ts'
import type { Address } from '#domain/kernel/schema.ts'
import type { Asked } from '../ask.ts'
import { filledIn } from '../kit/filled-in.ts'

export type AddressForm = { [K in keyof Address]-?: string }
export type CustomerForm = {
  firstName: string
  lastName: string
  company: string
  email: string
  phone: string
  preferredMedium: Medium | null
  language: string
  contactPoints: { medium: 'email' | 'phone' | 'whatsapp'; value: string; label: string }[]
  addresses: AddressForm[]
  preferences: string
  notes: string
  tags: string[]
}

export const emptyCustomer: CustomerForm = {
  firstName: '', lastName: '', company: '', email: '', phone: '', preferredMedium: null, language: '', contactPoints: [], addresses: [], preferences: '', notes: '', tags: [],
}

export function emptyAddress(country: string): AddressForm {
  return { recipient: '', line1: '', line2: '', city: '', region: '', postalCode: '', country, instructions: '' }
}

/** A customer as a form holds it: every field a text. */
export function formOf(customer: Pick<ShownCustomer, 'addresses' | 'contactPoints' | 'preferences' | 'notes' | 'tags'> & { [K in 'firstName' | 'lastName' | 'company' | 'email' | 'phone' | 'language']: string | null } & { preferredMedium: string | null }): CustomerForm {
  const { firstName, lastName, company, email, phone, language, preferredMedium, contactPoints, addresses, preferences, notes, tags } = customer
  return {
    firstName: firstName ?? '', lastName: lastName ?? '', company: company ?? '', email: email ?? '', phone: phone ?? '', language: language ?? '',
    preferredMedium: preferredMedium as Medium | null, preferences, notes, tags,
    contactPoints: contactPoints.map(({ medium, value, label }) => ({ medium, value, label: label ?? '' })),
    addresses: addresses.map((address) => ({ ...emptyAddress(''), ...address })),
  }
}

type Fields = Omit<Asked<'customer.update'>, 'id'>

/** The named fields of a form as they are asked for; what was emptied is asked to be nothing. */
export function fieldsOf(form: CustomerForm, names: (keyof CustomerForm)[]): Fields {
  const all: { [K in keyof CustomerForm]: Fields[K] } = {
    firstName: textOf(form.firstName), lastName: textOf(form.lastName), company: textOf(form.company), email: textOf(form.email), phone: textOf(form.phone),
    language: textOf(form.language), preferredMedium: form.preferredMedium, preferences: form.preferences, notes: form.notes, tags: form.tags,
    contactPoints: form.contactPoints.map(({ medium, value, label }) => ({ medium, value: value.trim(), ...(label.trim() ? { label: label.trim() } : {}) })),
    addresses: form.addresses.map((address) => filledIn(address) as Address),
  }
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}

function textOf(text: string): string | null {
  return text.trim() || null
}
