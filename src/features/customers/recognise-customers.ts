import { sql } from 'kysely'
import { isReachable, normalizeEmail, type ContactPoint } from '#domain/customers/contact-point.ts'
import { nameOf, searchTextOf } from '#domain/customers/customer.ts'
import { newId } from '#domain/kernel/id.ts'
import type { CustomerSnapshot } from '#domain/orders/order.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { normalizePhone } from './normalize-phone.ts'

/** A customer as another program names them; `reference` is what it calls them, within `source`. */
export type ReferredCustomer = { reference?: string; firstName?: string; lastName?: string; email?: string; phone?: string }

type Key = { medium: 'reference' | 'email' | 'phone'; value: string }

/**
 * Recognises many customers in a few round trips, in the order they are given: by what the source calls them, else by email,
 * else by phone; whoever is new is made once, however often they are given. Who has nothing but a name is known by that name
 * within their source. As with one, recognising changes nothing about a customer.
 */
export async function recogniseCustomers(scope: Scope, source: string, given: ReferredCustomer[]): Promise<{ id: string; snapshot: CustomerSnapshot }[]> {
  const { country } = await organizationSettings(scope)
  const asked = given.map((customer) => ({ customer, keys: keysOf(customer, country) }))
  const known = await findKnown(scope, source, asked.flatMap(({ keys }) => keys))
  const newcomers: { id: string; customer: ReferredCustomer; keys: Key[] }[] = []
  const references: { reference: string; id: string }[] = []
  const ids = asked.map(({ customer, keys }) => {
    const found = keys.map((key) => known.get(nameOfKey(key))).find((id) => id !== undefined)
    const id = found ?? newId()
    if (!found) newcomers.push({ id, customer, keys })
    for (const key of keys) {
      if (key.medium === 'reference' && !known.has(nameOfKey(key))) references.push({ reference: key.value, id })
      if (!known.has(nameOfKey(key)) && (!found || key.medium === 'reference')) known.set(nameOfKey(key), id)
    }
    return id
  })
  await insertNewcomers(scope, newcomers)
  await insertReferences(scope, source, references)
  for (const { id } of newcomers) record(scope, 'customer.created', { customerId: id })
  return asked.map(({ customer }, i) => ({ id: ids[i] ?? '', snapshot: snapshotOf(customer) }))
}

function keysOf({ reference, firstName, lastName, email, phone }: ReferredCustomer, country: string): Key[] {
  const keys: Key[] = []
  if (reference !== undefined) keys.push({ medium: 'reference', value: reference })
  if (email !== undefined && isReachable('email', email)) keys.push({ medium: 'email', value: normalizeEmail(email) })
  if (phone !== undefined && isReachable('phone', phone)) keys.push({ medium: 'phone', value: normalizePhone(phone, country) })
  if (keys.length === 0) keys.push({ medium: 'reference', value: `name: ${nameOf({ firstName, lastName, email, phone }).toLowerCase()}` })
  return keys
}

// The rows are locked as a foreign key locks them, in id order, so that a merge waits for orders on their way to a customer.
async function findKnown(scope: Scope, source: string, keys: Key[]): Promise<Map<string, string>> {
  const values = (medium: Key['medium']) => [...new Set(keys.filter((key) => key.medium === medium).map(({ value }) => value))]
  const { rows: named } = await sql<Key & { customerId: string }>`
    SELECT 'reference' AS medium, reference AS value, customer_id AS "customerId" FROM customer_reference
      WHERE organization_id = ${scope.organizationId} AND source = ${source} AND reference = ANY(${values('reference')}::text[])
    UNION ALL SELECT medium, value, customer_id FROM contact_point WHERE organization_id = ${scope.organizationId} AND medium = 'email' AND value = ANY(${values('email')}::text[])
    UNION ALL SELECT medium, value, customer_id FROM contact_point WHERE organization_id = ${scope.organizationId} AND medium = 'phone' AND value = ANY(${values('phone')}::text[])`.execute(scope.db)
  const ids = [...new Set(named.map(({ customerId }) => customerId))]
  const { rows: customers } = await sql<{ id: string; kept: string }>`SELECT id, coalesce(merged_into, id) AS kept FROM customer
    WHERE organization_id = ${scope.organizationId} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR KEY SHARE`.execute(scope.db)
  const kept = new Map(customers.map((customer) => [customer.id, customer.kept]))
  return new Map(named.map((row) => [nameOfKey(row), kept.get(row.customerId) ?? row.customerId]))
}

async function insertNewcomers(scope: Scope, newcomers: { id: string; customer: ReferredCustomer; keys: Key[] }[]): Promise<void> {
  if (newcomers.length === 0) return
  const points = newcomers.flatMap(({ id, customer, keys }) => keys.flatMap(({ medium, value }) =>
    medium === 'reference' ? [] : [{ customer_id: id, medium, value, shown: (medium === 'email' ? value : customer.phone) ?? value }]))
  const rows = newcomers.map(({ id, customer: { firstName, lastName, email, phone }, keys }) => ({
    id, name: nameOf({ firstName, lastName, email, phone }), first_name: firstName ?? null, last_name: lastName ?? null,
    email: keys.find(({ medium }) => medium === 'email')?.value ?? null, phone: phone ?? null,
    search_text: searchTextOf({ firstName, lastName }, points.filter((point) => point.customer_id === id).map((point): ContactPoint => ({ ...point, label: null, isPrimary: true }))),
  }))
  await sql`INSERT INTO customer (organization_id, id, name, first_name, last_name, email, phone, search_text, created_at, updated_at)
    SELECT ${scope.organizationId}::uuid, r.id, r.name, r.first_name, r.last_name, r.email, r.phone, r.search_text, ${scope.now}::timestamptz, ${scope.now}::timestamptz
    FROM jsonb_populate_recordset(NULL::customer, ${JSON.stringify(rows)}::jsonb) r`.execute(scope.db)
  const inserted = await sql`INSERT INTO contact_point (organization_id, customer_id, medium, value, shown, is_primary)
    SELECT ${scope.organizationId}::uuid, p.customer_id, p.medium, p.value, p.shown, true FROM jsonb_populate_recordset(NULL::contact_point, ${JSON.stringify(points)}::jsonb) p
    ORDER BY p.medium, p.value ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
  if (inserted.rows.length < points.length) throw arrivedMeanwhile()
}

async function insertReferences(scope: Scope, source: string, references: { reference: string; id: string }[]): Promise<void> {
  if (references.length === 0) return
  const once = [...new Map(references.map((one) => [one.reference, one])).values()]
  const inserted = await sql`INSERT INTO customer_reference (organization_id, source, reference, customer_id)
    SELECT ${scope.organizationId}::uuid, ${source}, r.reference, r.id FROM jsonb_to_recordset(${JSON.stringify(once)}::jsonb) AS r(reference text, id uuid)
    ORDER BY r.reference ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
  if (inserted.rows.length < once.length) throw arrivedMeanwhile()
}

// Somebody with one of these emails or phones came in at the same moment: the transaction begins anew, and finds them.
function arrivedMeanwhile(): Error {
  return Object.assign(new Error('A customer arrived at the same moment'), { code: '40001' })
}

function snapshotOf({ firstName, lastName, email, phone }: ReferredCustomer): CustomerSnapshot {
  return { name: nameOf({ firstName, lastName, email, phone }), firstName: firstName ?? null, lastName: lastName ?? null, email: email ?? null, phone: phone ?? null }
}

function nameOfKey({ medium, value }: Key): string {
  return `${medium} ${value}`
}
