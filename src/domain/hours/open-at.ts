import { Temporal } from 'temporal-polyfill'
import { isOvernight, MIDNIGHT, weekdays, type OpeningHours } from './opening-hours.ts'

/**
 * When a business is open, exactly. A span begins the first time the clock on the wall shows its opening time or more, and ends the
 * first time it shows its closing time or more: opening at 02:30 of a night that jumps from 02:00 to 03:00 is opening at 03:00, and
 * an hour that is shown twice neither opens nor closes twice.
 */
export function isOpenAt(hours: OpeningHours, zone: string, instant: string): boolean {
  const at = Date.parse(instant)
  const day = dayAt(at, zone)
  // A night that falls back across midnight shows the day before once more.
  return [-1, 0, 1].some((days) => intervalsOn(hours, zone, day.add({ days })).some(({ from, to }) => from <= at && at < to))
}

/** The first instant after this one at which it opens; null when it never does, or is never closed before. */
export function nextOpeningAfter(hours: OpeningHours, zone: string, instant: string): string | null {
  return nextTurn(hours, zone, instant, 'from')
}

/** The first instant after this one at which it closes; null when it never does, or is never open before. */
export function nextClosingAfter(hours: OpeningHours, zone: string, instant: string): string | null {
  return nextTurn(hours, zone, instant, 'to')
}

/** The instant at which it will have been open for so long since this one; null when it never will, or not for years. */
export function openMinutesAfter(hours: OpeningHours, zone: string, instant: string, minutes: number): string | null {
  let counted = Date.parse(instant)
  let left = minutes * 60_000
  for (const { from, to } of intervalsSince(hours, zone, counted)) {
    const begins = Math.max(from, counted)
    if (to - begins >= left) return new Date(begins + left).toISOString()
    left -= Math.max(0, to - begins)
    counted = Math.max(to, counted)
  }
  return null
}

type Interval = { from: number; to: number }

// A week and a day show everything a week can do; after that only days that are not as usual bring anything new.
const LOOK_AHEAD = 9

// Whoever is open a few minutes a week is not walked after for a lifetime.
const MOST_WALKED = 1_000

/** What is open from here on, one after another. */
function* intervalsSince(hours: OpeningHours, zone: string, at: number): Generator<Interval> {
  // A night that began the day before may still go on.
  const first = dayAt(at, zone).subtract({ days: 2 })
  for (let days = 0; days < MOST_WALKED; days++) yield* intervalsOn(hours, zone, first.add({ days })).toSorted((one, other) => one.from - other.from)
}

function nextTurn(hours: OpeningHours, zone: string, instant: string, edge: 'from' | 'to'): string | null {
  const at = Date.parse(instant)
  for (const days of daysToLookAt(hours, dayAt(at, zone))) {
    const [second, last] = [days[1], days.at(-1)]
    if (!second || !last) continue
    // What stands at the edges of the days looked at may go on beyond them.
    const [trusted, until] = [startOf(second, zone), startOf(last, zone)]
    const turns = merged(days.flatMap((day) => intervalsOn(hours, zone, day))).map((interval) => interval[edge]).filter((turn) => turn > at && turn >= trusted && turn <= until)
    if (turns.length > 0) return new Date(Math.min(...turns)).toISOString()
  }
  return null
}

/** Runs of days, one after another, outside of which every week is like the one before. */
function* daysToLookAt({ exceptions }: OpeningHours, today: Temporal.PlainDate): Generator<Temporal.PlainDate[]> {
  const from = today.subtract({ days: 2 })
  const centres = [today, ...exceptions.map(({ on }) => Temporal.PlainDate.from(on)).filter((on) => Temporal.PlainDate.compare(on, from) >= 0)].toSorted((one, other) => Temporal.PlainDate.compare(one, other))
  let run: Temporal.PlainDate[] = []
  for (const centre of centres) {
    let day = centre.subtract({ days: 2 })
    const last = centre.add({ days: LOOK_AHEAD })
    const end = run.at(-1)
    if (end && Temporal.PlainDate.compare(day, end) > 0) {
      yield run
      run = []
    } else if (end) {
      day = end.add({ days: 1 })
    }
    for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) run.push(day)
  }
  yield run
}

/** Those that touch are one: whoever is open until midnight and from midnight on does not close. */
function merged(intervals: Interval[]): Interval[] {
  const whole: Interval[] = []
  for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && interval.from <= last.to) last.to = Math.max(last.to, interval.to)
    else whole.push({ ...interval })
  }
  return whole
}

// The same few days are asked about with every order.
const MOST_DAYS = 64
const known = new WeakMap<OpeningHours, Map<string, Interval[]>>()

/** What begins on this day, as instants. */
function intervalsOn(hours: OpeningHours, zone: string, day: Temporal.PlainDate): Interval[] {
  const days = known.get(hours) ?? new Map<string, Interval[]>()
  known.set(hours, days)
  const name = `${zone} ${day.toString()}`
  const before = days.get(name)
  if (before) return before
  if (days.size >= MOST_DAYS) days.clear()
  const found = spansOn(hours, day).flatMap((span): Interval[] => {
    const from = firstShowing(day, span.opens, zone)
    const to = isOvernight(span) ? firstShowing(day.add({ days: 1 }), span.closes, zone) : firstShowing(day, span.closes, zone)
    return from < to ? [{ from, to }] : []
  })
  days.set(name, found)
  return found
}

function spansOn({ week, exceptions }: OpeningHours, day: Temporal.PlainDate) {
  const date = day.toString()
  return exceptions.find(({ on }) => on === date)?.spans ?? week[weekdays[day.dayOfWeek - 1] ?? 'monday']
}

/** The first instant at which the clock on the wall shows this time of this day, or more. */
function firstShowing(day: Temporal.PlainDate, time: string, zone: string): number {
  if (time === MIDNIGHT) return startOf(day.add({ days: 1 }), zone)
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(time))
  const shown = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (shown.toPlainDateTime().equals(wanted)) return shown.epochMilliseconds
  // No clock shows it: they jump past it at the next change.
  return (shown.getTimeZoneTransition('next') ?? shown).epochMilliseconds
}

function startOf(day: Temporal.PlainDate, zone: string): number {
  return firstShowing(day, '00:00', zone)
}

function dayAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}
