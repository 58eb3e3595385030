import * as contract from '#domain/customers/contract.ts'
import { nameOf } from '#domain/customers/customer.ts'
import { given } from '#domain/kernel/given.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { isSame } from '#domain/kernel/same.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { refuseStale } from '#platform/scope.ts'
import { contactPointsOf, refuseUnreachable } from './contact-points.ts'
import { saveContactPoints } from './contact-point-rows.ts'
import { getCustomerRow, lockCustomer, saveCustomer } from './customer-rows.ts'

/** Changes what was given and leaves the rest; orders already placed keep the customer as they were placed with. */
export const updateCustomer = operation(contract.updateCustomer, async (scope, { id, ...changes }) => {
  const before = await lockCustomer(scope, id)
  refuseStale(scope, before.version)
  const after = { ...before, ...given(changes) }
  const changed = (Object.keys(changes) as (keyof typeof changes)[]).filter((field) => !isSame(after[field], before[field]))
  if (changed.length === 0) return before
  if (nameOf(after) === '') refuseField('/firstName', 'required', 'A customer needs a name, an email or a phone.')
  if (changes.contactPoints) refuseUnreachable(changes.contactPoints)
  const points = contactPointsOf(after, (await organizationSettings(scope)).country)
  await saveCustomer(scope, id, after, points)
  await saveContactPoints(scope, id, points)
  record(scope, 'customer.updated', { customerId: id, changed })
  return getCustomerRow(scope, id)
})
