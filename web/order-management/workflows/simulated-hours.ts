import { businessHoursOf, isOpen, nextTurn, type BusinessHours } from '#domain/hours/business-hours.ts'
import { asksAboutHours } from '#domain/workflows/waits-for-hours.ts'
import type { Pretended } from '#domain/workflows/pretended.ts'
import type { ShownOrganization } from '#domain/identity/contract.ts'
import { usualHours } from '../../settings/hours/week.ts'
import type { WorkflowDraft } from './workflow-edits.ts'

/** How a pretend order comes in. */
export type Beginning = Pick<Pretended, 'channel' | 'fulfilmentMethod'> & { comes?: 'day' | 'night' }

/** The hours a pretend order meets: the organization's own; nine to five where it has none, so that its night can be tried out; none where the draft does not ask. */
export function hoursToTry(draft: WorkflowDraft, organization: ShownOrganization): BusinessHours | undefined {
  if (!draft.transitions.some(asksAboutHours)) return undefined
  const own = businessHoursOf(organization)
  return own.usual === null ? { ...own, usual: usualHours() } : own
}

/** Now, or the next instant at which it is night, or day, as wanted. */
export function whenItIs(wanted: 'day' | 'night', hours: BusinessHours, now: string): string {
  return isOpen(hours, null, now) === (wanted === 'day') ? now : (nextTurn({ now, hours }, null)?.at ?? now)
}
