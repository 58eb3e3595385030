import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'

export const media = ['email', 'sms', 'whatsapp', 'phone'] as const
export type Medium = (typeof media)[number]

export const contactPoint = z.strictObject({ medium: z.enum(['email', 'phone', 'whatsapp']), value: s.line(254), label: s.line(60).optional() })
const customerFields = {
  firstName: s.line(100).nullable().optional(),
  lastName: s.line(100).nullable().optional(),
  company: s.line(200).nullable().optional(),
  email: s.email.nullable().optional(),
  phone: s.phone.nullable().optional(),
  preferredMedium: z.enum(media).nullable().optional(),
  language: z.string().max(35).regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).nullable().optional(),
  /** Beyond the first email and phone: other ways to reach them, by which they are recognised too. */
  contactPoints: z.array(contactPoint).max(20).optional(),
  addresses: z.array(s.address).max(20).optional(),
  /** What the customer may see of their wishes, and what is for the staff alone. */
  preferences: s.text(5000).optional(),
  notes: s.text(5000).optional(),
  tags: s.tags.optional(),
}

export const shownCustomer = z.object({
  id: s.id, version: z.int(), name: z.string(), firstName: z.string().nullable(), lastName: z.string().nullable(), company: z.string().nullable(),
  email: z.string().nullable(), phone: z.string().nullable(), preferredMedium: z.enum(media).nullable(), language: z.string().nullable(),
  contactPoints: z.array(contactPoint), addresses: z.array(s.address), preferences: z.string(), notes: z.string(), tags: z.array(z.string()),
  orderCount: z.int(), createdAt: s.instant, updatedAt: s.instant,
  /** Whom this customer was merged into; lists show only customers who were not. */
  mergedInto: s.id.nullable(),
})
export type ShownCustomer = z.infer<typeof shownCustomer>

export const listCustomers = contract({
  name: 'customer.list', method: 'GET', path: '/customers', permission: 'customer.read',
  summary: 'List and search customers by name, email or phone in any form',
  input: z.strictObject({ q: z.string().max(200).optional(), tag: s.listOf(s.line(50)).optional(), ...s.paging }), output: s.pageOf(shownCustomer),
})
export const getCustomer = contract({
  name: 'customer.get', method: 'GET', path: '/customers/{id}', permission: 'customer.read',
  summary: 'Read one customer', input: z.strictObject({ id: s.id }), output: shownCustomer,
})
export const createCustomer = contract({
  name: 'customer.create', method: 'POST', path: '/customers', status: 201, permission: 'customer.update',
  summary: 'Add a customer; an email or phone that is known already is refused as a duplicate, naming whose it is',
  input: z.strictObject({ id: s.id.optional(), ...customerFields }).refine((customer) => Boolean(customer.firstName || customer.lastName || customer.company || customer.email || customer.phone), { error: 'A customer needs a name, an email or a phone.', path: ['firstName'], params: { code: 'required' } }),
  output: shownCustomer, example: { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com', phone: '+1 555 010 4477' },
})
export const updateCustomer = contract({
  name: 'customer.update', method: 'PATCH', path: '/customers/{id}', permission: 'customer.update', needs: ['version'],
  summary: 'Change a customer', input: z.strictObject({ id: s.id, ...customerFields }), output: shownCustomer,
})
export const mergeCustomer = contract({
  name: 'customer.merge', method: 'POST', path: '/customers/{id}/merge', permission: 'customer.merge',
  summary: 'Merge another customer into this one; orders, addresses and contact points move along, nothing is lost',
  input: z.strictObject({ id: s.id, otherId: s.id }), output: shownCustomer,
})
