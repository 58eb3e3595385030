import { businessMinutesLater, type BusinessHours } from '../hours/business-hours.ts'
import { minutesLater, spanInWords } from '../kernel/span.ts'
import type { Transition } from './schema.ts'

/** How long a move waits before it is made by itself: by the clock, or by the hours of the business. */
export type Wait = { afterMinutes: number; inBusinessHours: boolean }

/** As far as business hours are counted: about half a year of usual weeks. */
export const MOST_BUSINESS_MINUTES = 60_000

/** As much of an order as decides when its timers are over. */
type Waiting = { stepEnteredAt: string; location: string | null }

/** How long the transition waits; undefined where it is no timer. */
export function waitOf({ afterMinutes, inBusinessHours }: Pick<Transition, 'afterMinutes' | 'inBusinessHours'>): Wait | undefined {
  return afterMinutes === undefined ? undefined : { afterMinutes, inBusinessHours: inBusinessHours === true }
}

/** When it is over for what entered its step then; null where the business will never have been open for so long. */
export function overAt(wait: Wait, { stepEnteredAt, location }: Waiting, hours: BusinessHours): string | null {
  return laterBy(wait, { instant: stepEnteredAt, location }, hours)
}

/** The instant at which as much time has passed since another one. */
export function laterBy({ afterMinutes, inBusinessHours }: Wait, { instant, location }: { instant: string; location: string | null }, hours: BusinessHours): string | null {
  return inBusinessHours ? businessMinutesLater(hours, location, instant, afterMinutes) : minutesLater(instant, afterMinutes)
}

/** How long, as part of a sentence: “2 days”, “4 business hours”. A business day has no length, so business hours stay hours. */
export function waitInWords({ afterMinutes, inBusinessHours }: Wait): string {
  if (!inBusinessHours) return spanInWords(afterMinutes)
  const [count, unit] = afterMinutes % 60 === 0 ? [afterMinutes / 60, 'hour'] : [afterMinutes, 'minute']
  return `${count} business ${unit}${count === 1 ? '' : 's'}`
}
