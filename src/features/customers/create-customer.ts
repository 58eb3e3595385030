import * as contract from '#domain/customers/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { contactPointsOf, refuseUnreachable } from './contact-points.ts'
import { saveContactPoints } from './contact-point-rows.ts'
import { getCustomerRow, insertCustomer } from './customer-rows.ts'

/** Adds a customer; an email or phone that is somebody's already is refused, naming whose. */
export const createCustomer = operation(contract.createCustomer, async (scope, { id = newId(), contactPoints = [], ...given }) => {
  const details = {
    firstName: given.firstName ?? null,
    lastName: given.lastName ?? null,
    company: given.company ?? null,
    email: given.email ?? null,
    phone: given.phone ?? null,
    preferredMedium: given.preferredMedium ?? null,
    language: given.language ?? null,
    addresses: given.addresses ?? [],
    preferences: given.preferences ?? '',
    notes: given.notes ?? '',
    tags: given.tags ?? [],
  }
  refuseUnreachable(contactPoints)
  const points = contactPointsOf({ ...details, contactPoints }, (await organizationSettings(scope)).country)
  await insertCustomer(scope, id, details, points)
  await saveContactPoints(scope, id, points)
  record(scope, 'customer.created', { customerId: id })
  return getCustomerRow(scope, id)
})
