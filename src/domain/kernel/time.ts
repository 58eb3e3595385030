import { Temporal } from 'temporal-polyfill'

/** The instant a calendar day begins in a zone, ISO 8601 in UTC; days begin when they begin there, also around clock changes. */
export function startOfDay(date: string, zone: string): string {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString()
}

/** Whether the IANA knows the zone, as far as this runtime does. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** The calendar day of an instant in a zone: 2026-11-22. */
export function dayOf(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** The instant of a wall-clock time on a calendar day in a zone, so many days on. Times that a clock change skips are moved past it. */
export function atTime(date: string, days: number, time: string, zone: string): string {
  return Temporal.PlainDate.from(date).add({ days }).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString()
}
