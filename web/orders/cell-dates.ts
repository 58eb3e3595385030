import { useMemo } from 'react'
import { useHere } from '../session/session.ts'

/** Dates as narrow as a cell: "22 Nov, 07:54", with the year only where it is not this one; in the organization's zone. */
export type CellDates = { day: (instant: string) => string; time: (instant: string) => string; dayAndTime: (instant: string) => string }

export function useCellDates(): CellDates {
  const { locale, timeZone } = useHere().organization
  return useMemo(() => cellDatesFor(locale, timeZone), [locale, timeZone])
}

function cellDatesFor(locale: string, timeZone: string): CellDates {
  const near = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' })
  const far = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' })
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' })
  const yearOf = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })
  const thisYear = yearOf.format(new Date())
  const day = (instant: string) => (yearOf.format(new Date(instant)) === thisYear ? near : far).format(new Date(instant))
  const time = (instant: string) => clock.format(new Date(instant))
  return { day, time, dayAndTime: (instant) => `${day(instant)}, ${time(instant)}` }
}
