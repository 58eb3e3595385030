import { sql } from 'kysely'
import { isReachable, normalizeEmail, type ContactPoint } from '#domain/customers/contact-point.ts'
import { nameOf, searchTextOf } from '#domain/customers/customer.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import type { CustomerSnapshot } from '#domain/orders/order.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { normalizePhone } from './normalize-phone.ts'

export type GivenCustomer = { id?: string | undefined; firstName?: string | undefined; lastName?: string | undefined; email?: string | undefined; phone?: string | undefined }

/**
 * Finds who is ordering by id, else by email, else by phone in any format, else makes a new customer of them; however many
 * arrive with the same new email at once, they become one. Recognising changes nothing about a customer: what was given
 * stands in the order's own snapshot, because whoever knows an email may be a stranger filling in a public form. Nobody is
 * recognised by “n/a”, which files of orders are full of.
 */
export async function recogniseCustomer(scope: Scope, given: GivenCustomer): Promise<{ id: string; snapshot: CustomerSnapshot; isNew: boolean }> {
  const email = given.email !== undefined && isReachable('email', given.email) ? normalizeEmail(given.email) : null
  const phone = given.phone !== undefined && isReachable('phone', given.phone) ? normalizePhone(given.phone, (await organizationSettings(scope)).country) : null
  const found = await findOrCreate(scope, given, email, phone)
  if (!found) refuseField('/customer/id', 'unknown', 'There is no such customer.')
  if (found.isNew) record(scope, 'customer.created', { customerId: found.id })
  return { id: found.id, snapshot: snapshotOf(given, found), isNew: found.isNew }
}

type Found = { id: string; isNew: boolean; name?: string; firstName?: string | null; lastName?: string | null; email?: string | null; phone?: string | null }

async function findOrCreate(scope: Scope, given: GivenCustomer, email: string | null, phone: string | null): Promise<Found | null> {
  const contactPoints: ContactPoint[] = []
  if (email !== null) contactPoints.push({ medium: 'email', value: email, shown: email, label: null, isPrimary: true })
  if (phone !== null) contactPoints.push({ medium: 'phone', value: phone, shown: given.phone ?? phone, label: null, isPrimary: true })
  const newcomer = {
    id: newId(),
    name: nameOf(given),
    first_name: given.firstName ?? null,
    last_name: given.lastName ?? null,
    email,
    phone: given.phone ?? null,
    search_text: searchTextOf(given, contactPoints),
    created_at: scope.now,
    contact_points: contactPoints,
  }
  const { rows } = await sql<{ found: Found | null }>`SELECT recognise_customer(${scope.organizationId}, ${given.id ?? null}, ${email}, ${phone},
    ${JSON.stringify(newcomer)}::jsonb) AS found`.execute(scope.db)
  return rows[0]?.found ?? null
}

// A name is given whole or not at all: Bob, recognised by the family's phone, does not become Bob Haddad.
function snapshotOf(given: GivenCustomer, found: Found): CustomerSnapshot {
  const isNamed = given.firstName !== undefined || given.lastName !== undefined
  const email = given.email ?? found.email ?? null
  const phone = given.phone ?? found.phone ?? null
  return {
    name: isNamed ? nameOf(given) : (found.name ?? nameOf({ email, phone })),
    firstName: (isNamed ? given.firstName : found.firstName) ?? null,
    lastName: (isNamed ? given.lastName : found.lastName) ?? null,
    email,
    phone,
  }
}
