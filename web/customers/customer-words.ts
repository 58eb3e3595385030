import type { Medium, ShownCustomer } from '#domain/customers/contract.ts'
import type { Address } from '#domain/kernel/schema.ts'
import { addressLines } from '../kit/address-words.ts'
import type { CustomerForm } from './customer-form.ts'

export const mediumNames: Record<Medium, string> = { email: 'Email', sms: 'Text message', whatsapp: 'WhatsApp', phone: 'Phone call' }

export const reachNames: Record<ShownCustomer['contactPoints'][number]['medium'], string> = { email: 'Email', phone: 'Phone', whatsapp: 'WhatsApp' }

export const fieldLabels: Record<keyof CustomerForm, string> = {
  firstName: 'First name', lastName: 'Last name', company: 'Company', email: 'Email', phone: 'Phone', preferredMedium: 'Reach them by', language: 'Language',
  contactPoints: 'Other ways to reach them', addresses: 'Addresses', preferences: 'Wishes', notes: 'Staff notes', tags: 'Tags',
}

/** A field of a customer as one would say it. */
export function fieldInWords(form: CustomerForm, field: keyof CustomerForm): string {
  if (field === 'contactPoints') return form.contactPoints.map(({ medium, value }) => `${reachNames[medium]} ${value}`).join('\n')
  if (field === 'addresses') return form.addresses.map((address) => addressLines(address as Address).join(', ')).join('\n')
  if (field === 'preferredMedium') return form.preferredMedium ? mediumNames[form.preferredMedium] : ''
  if (field === 'tags') return form.tags.join(', ')
  return form[field]
}
