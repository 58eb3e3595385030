import { businessHoursOf, isOpen, nextTurn, type BusinessHours } from '#domain/hours/business-hours.ts'
import { asksAboutHours } from '#domain/workflows/waits-for-hours.ts'
import type { Pretended } from '#domain/workflows/pretended.ts'
import type { ShownOrganization } from '#domain/identity/contract.ts'
import { usualHours } from '../../settings/hours/week.ts'
import type { Process } from '#domain/workflows/process.ts'

/** How a pretend order comes in. */
export type Beginning = Pick<Pretended, 'channel' | 'fulfilmentMethod'> & { comes?: 'day' | 'night' }

/** The hours a pretend order meets: the organization's own; nine to five where it has none, so that its night can be tried out; none where nothing on the way asks. */
export function hoursToTry(process: Process, organization: ShownOrganization): BusinessHours | undefined {
  if (!areHoursAsked(process)) return undefined
  const own = businessHoursOf(organization)
  return own.usual === null ? { ...own, usual: usualHours() } : own
}

/** Whether any move on the way depends on the hours. */
export function areHoursAsked({ workflows }: Process): boolean {
  return Object.values(workflows).some(({ transitions }) => transitions.some(asksAboutHours))
}

/** Now, or the next instant at which it is night, or day, as wanted. */
export function whenItIs(wanted: 'day' | 'night', hours: BusinessHours, now: string): string {
  return isOpen(hours, null, now) === (wanted === 'day') ? now : (nextTurn({ now, hours }, null)?.at ?? now)
}
