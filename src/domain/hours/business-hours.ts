import type { OrganizationSettings } from '../identity/settings.ts'
import { minutesLater } from '../kernel/span.ts'
import { isOpenAt, nextClosingAfter, nextOpeningAfter, openMinutesAfter } from './open-at.ts'
import type { OpeningHours } from './opening-hours.ts'
import { momentInWords } from './in-words.ts'

/** The hours of an organization, and of those of its locations that have their own. Without any, it is always open. */
export type BusinessHours = { timeZone: string; usual: OpeningHours | null; ofLocations: Record<string, OpeningHours> }

/** What is judged, is judged at some instant, by the hours of its business. */
export type Moment = { now: string; hours: BusinessHours }

/** When it will be otherwise than now: open, or closed. */
export type Turn = { at: string; opens: boolean }

export function businessHoursOf({ timeZone, hours, locations }: Pick<OrganizationSettings, 'timeZone' | 'hours' | 'locations'>): BusinessHours {
  return { timeZone, usual: hours, ofLocations: Object.fromEntries(locations.flatMap(({ key, hours: own }) => (own ? [[key, own]] : []))) }
}

/** For whoever has not said anything of hours. */
export const alwaysOpen: BusinessHours = { timeZone: 'UTC', usual: null, ofLocations: {} }

/** Whether it is open at this instant, at the place of an order. */
export function isOpen(hours: BusinessHours, location: string | null, instant: string): boolean {
  const own = hoursAt(hours, location)
  return own === null || isOpenAt(own, hours.timeZone, instant)
}

/** When it will next open, or close; null when it stays as it is. */
export function nextTurn({ now, hours }: Moment, location: string | null): Turn | null {
  const own = hoursAt(hours, location)
  if (own === null) return null
  const opens = !isOpenAt(own, hours.timeZone, now)
  const at = opens ? nextOpeningAfter(own, hours.timeZone, now) : nextClosingAfter(own, hours.timeZone, now)
  return at === null ? null : { at, opens }
}

/** When so many minutes within business hours will have passed since an instant, at the place of an order; null when they never will. */
export function businessMinutesLater(hours: BusinessHours, location: string | null, instant: string, minutes: number): string | null {
  const own = hoursAt(hours, location)
  return own === null ? minutesLater(instant, minutes) : openMinutesAfter(own, hours.timeZone, instant, minutes)
}

/** Until when it stays as it is, as part of a sentence: “opens Monday 09:00”. */
export function turnInWords(moment: Moment, location: string | null): string {
  const turn = nextTurn(moment, location)
  if (turn === null) return isOpen(moment.hours, location, moment.now) ? 'always open' : 'no opening is planned'
  return `${turn.opens ? 'opens' : 'closes'} ${momentInWords(turn.at, moment.now, moment.hours.timeZone)}`
}

function hoursAt({ usual, ofLocations }: BusinessHours, location: string | null): OpeningHours | null {
  return (location !== null && Object.hasOwn(ofLocations, location) ? ofLocations[location] : undefined) ?? usual
}
