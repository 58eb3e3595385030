import { sql } from 'kysely'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { mergeDetails } from '#domain/customers/merge-details.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import type { Scope } from '#platform/scope.ts'
import { contactPointsOf, type WrittenContactPoint } from './contact-points.ts'
import { saveContactPoints } from './contact-point-rows.ts'
import { saveCustomer } from './customer-rows.ts'

/**
 * Makes one customer of two, as far as this room keeps them: everything known of `other` is known of `kept` from now on, and
 * whoever asks for `other`, or for anyone merged into it before, is led to `kept` in one step.
 */
export async function absorbCustomer(scope: Scope, kept: ShownCustomer, other: ShownCustomer): Promise<void> {
  const merged = mergeDetails(kept, other)
  const contactPoints = [...kept.contactPoints, ...primariesOf(other), ...other.contactPoints]
  const points = contactPointsOf({ ...merged, contactPoints }, (await organizationSettings(scope)).country)
  await sql`UPDATE customer SET merged_into = ${kept.id}, version = version + 1, updated_at = ${scope.now}
    WHERE organization_id = ${scope.organizationId} AND (id = ${other.id} OR merged_into = ${other.id})`.execute(scope.db)
  await saveContactPoints(scope, other.id, [])
  await saveCustomer(scope, kept.id, merged, points)
  await saveContactPoints(scope, kept.id, points)
}

function primariesOf({ email, phone }: ShownCustomer): WrittenContactPoint[] {
  return [...(email === null ? [] : [{ medium: 'email' as const, value: email }]), ...(phone === null ? [] : [{ medium: 'phone' as const, value: phone }])]
}
