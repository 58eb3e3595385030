import { businessHoursOf, type Moment } from '#domain/hours/business-hours.ts'
import type { Scope } from '#platform/scope.ts'
import { organizationSettings } from './organization-settings.ts'

/** The instant of the scope, by the hours of its business. */
export async function momentOf(scope: Scope): Promise<Moment> {
  return { now: scope.now, hours: businessHoursOf(await organizationSettings(scope)) }
}
