import { hoursInWords } from '#domain/hours/in-words.ts'
import type { ShownOrganization } from '#domain/identity/contract.ts'
import type { OrganizationSettings, Words } from '#domain/identity/settings.ts'
import type { Asked } from '../ask.ts'

/** What may be left empty is an empty text while it is typed. */
type Optional = 'brandColor' | 'contactEmail' | 'contactPhone'
export type OrganizationForm = Omit<OrganizationSettings, 'words' | Optional> & { words: Record<keyof Words, string> } & Record<Optional, string>

export const wordLabels: Record<keyof Words, string> = {
  order: 'One order', orders: 'Several orders', addOrder: 'Adding an order', customer: 'One customer', customers: 'Several customers',
  lineItem: 'One line item', lineItems: 'Several line items', orderPage: 'The page of an order', manager: 'Who looks after an order', menuSection: 'Heading above the order lists',
}

export const fieldLabels: Record<keyof OrganizationForm, string> = {
  name: 'Name', timeZone: 'Time zone', currency: 'Currency', country: 'Country', locale: 'Language tag', taxIncluded: 'Prices include tax', taxRate: 'Usual tax rate',
  words: 'Your words', hours: 'Opening hours', locations: 'Locations', paymentStatuses: 'Payment statuses', brandColor: 'Colour', logoFileId: 'Logo', contactEmail: 'Email for customers', contactPhone: 'Phone for customers',
  unfinishedDays: 'Days unfinished intakes are kept',
}

export function formOf({ name, timeZone, currency, country, locale, taxIncluded, taxRate, words, hours, locations, paymentStatuses, brandColor, logoFileId, contactEmail, contactPhone, unfinishedDays }: ShownOrganization): OrganizationForm {
  const all = Object.fromEntries(Object.keys(wordLabels).map((key) => [key, words[key as keyof Words] ?? ''])) as OrganizationForm['words']
  return { name, timeZone, currency, country, locale, taxIncluded, taxRate, words: all, hours, locations, paymentStatuses, brandColor: brandColor ?? '', logoFileId, contactEmail: contactEmail ?? '', contactPhone: contactPhone ?? '', unfinishedDays }
}

/** The named fields as they are asked for; words left empty are Docket's own again. */
export function fieldsOf(form: OrganizationForm, names: (keyof OrganizationForm)[]): Asked<'organization.update'> {
  const words = Object.fromEntries(Object.entries(form.words).flatMap(([key, word]) => (word.trim() ? [[key, word.trim()]] : [])))
  const all = { ...form, name: form.name.trim(), words, brandColor: form.brandColor || null, contactEmail: form.contactEmail.trim() || null, contactPhone: form.contactPhone.trim() || null }
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}

export function fieldInWords(form: OrganizationForm, field: keyof OrganizationForm): string {
  if (field === 'words') return Object.entries(form.words).flatMap(([key, word]) => (word ? [`${wordLabels[key as keyof Words]}: ${word}`] : [])).join('\n')
  if (field === 'paymentStatuses') return form.paymentStatuses.map(({ name, color }) => `${name} (${color})`).join('\n')
  if (field === 'locations') return form.locations.map(({ name, code, hours }) => [`${name} (${code})`, ...(hours ? [hoursInWords(hours)] : [])].join('\n')).join('\n')
  if (field === 'hours') return hoursInWords(form.hours)
  if (field === 'taxIncluded') return form.taxIncluded ? 'Yes' : 'No'
  if (field === 'logoFileId') return form.logoFileId ? 'A picture' : 'None'
  return String(form[field]) || 'None'
}

/** Every time zone this browser can compute with, UTC, and the one that is chosen, which browsers may list by an older name. */
export function timeZones(chosen: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen])]
}
