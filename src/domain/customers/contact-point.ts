import * as s from '../kernel/schema.ts'

/** One way to reach a customer. `value` is what they are recognised by, `shown` is how they wrote it. */
export type ContactPoint = { medium: 'email' | 'phone' | 'whatsapp'; value: string; shown: string; label: string | null; isPrimary: boolean }

/** Upper and lower case are the same mailbox to everyone who hands out mailboxes today. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** A number without the ways of writing it. Making it international needs a country's numbering plan: features/customers/normalize-phone.ts. */
export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '')
}

/** Whether the medium can reach anyone at what is written. */
export function isReachable(medium: ContactPoint['medium'], written: string): boolean {
  return (medium === 'email' ? s.email : s.phone).safeParse(written).success
}
