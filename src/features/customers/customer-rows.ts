import { sql } from 'kysely'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import type { ContactPoint } from '#domain/customers/contact-point.ts'
import { nameOf, searchTextOf } from '#domain/customers/customer.ts'
import type { CustomerDetails } from '#domain/customers/merge-details.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

/** A customer as they are shown, out of `customer c`. */
export const shownColumns = sql`c.id, c.version, c.name, c.first_name AS "firstName", c.last_name AS "lastName", c.company, c.email, c.phone,
  c.preferred_medium AS "preferredMedium", c.language, c.addresses, c.preferences, c.notes, c.tags, c.created_at AS "createdAt", c.updated_at AS "updatedAt",
  c.merged_into AS "mergedInto",
  c.order_count AS "orderCount",
  coalesce((SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('medium', p.medium, 'value', p.shown, 'label', p.label)) ORDER BY p.medium, p.value)
    FROM contact_point p WHERE p.organization_id = c.organization_id AND p.customer_id = c.id AND NOT p.is_primary), '[]') AS "contactPoints"`

export async function getCustomerRow(scope: Scope, id: string): Promise<ShownCustomer> {
  const { rows } = await sql<ShownCustomer>`SELECT ${shownColumns} FROM customer c WHERE c.organization_id = ${scope.organizationId} AND c.id = ${id}`.execute(scope.db)
  return rows[0] ?? refuseUnknown('customer')
}

/** The same, held until the commit. One who was merged is changed where they went to. */
export async function lockCustomer(scope: Scope, id: string): Promise<ShownCustomer> {
  await sql`SELECT 1 FROM customer WHERE organization_id = ${scope.organizationId} AND id = ${id} FOR UPDATE`.execute(scope.db)
  const customer = await getCustomerRow(scope, id)
  if (customer.mergedInto !== null) {
    refuse('duplicate', 'This customer was merged into another one. Change that one instead.', { extra: { customerId: customer.mergedInto } })
  }
  return customer
}

export async function insertCustomer(scope: Scope, id: string, details: CustomerDetails, points: ContactPoint[]): Promise<void> {
  const inserted = await sql`INSERT INTO customer (organization_id, id, name, first_name, last_name, company, email, phone, preferred_medium, language,
      addresses, preferences, notes, tags, search_text, created_at, updated_at)
    VALUES (${scope.organizationId}, ${id}, ${nameOf(details)}, ${details.firstName}, ${details.lastName}, ${details.company}, ${details.email}, ${details.phone},
      ${details.preferredMedium}, ${details.language}, ${JSON.stringify(details.addresses)}::jsonb, ${details.preferences}, ${details.notes}, ${details.tags}::text[],
      ${searchTextOf(details, points, details.tags)}, ${scope.now}, ${scope.now})
    ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
  if (inserted.rows.length > 0) return
  const message = 'There is a customer with this id already.'
  refuse('duplicate', message, { errors: [{ pointer: '/id', code: 'duplicate', message }], extra: { customerId: id } })
}

export async function saveCustomer(scope: Scope, id: string, details: CustomerDetails, points: ContactPoint[]): Promise<void> {
  await sql`UPDATE customer SET version = version + 1, name = ${nameOf(details)}, first_name = ${details.firstName}, last_name = ${details.lastName},
      company = ${details.company}, email = ${details.email}, phone = ${details.phone}, preferred_medium = ${details.preferredMedium}, language = ${details.language},
      addresses = ${JSON.stringify(details.addresses)}::jsonb, preferences = ${details.preferences}, notes = ${details.notes}, tags = ${details.tags}::text[],
      search_text = ${searchTextOf(details, points, details.tags)}, updated_at = ${scope.now}
    WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}
