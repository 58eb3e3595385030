import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { isOpenAt, nextClosingAfter, nextOpeningAfter, openMinutesAfter } from './open-at.ts'
import { openingHours, weekdays, type OpeningHours, type OpenSpan } from './opening-hours.ts'

const workdays = (...spans: string[]) => hoursOf(Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, spans])))
const everyDay = (...spans: string[]) => hoursOf(Object.fromEntries(weekdays.map((day) => [day, spans])))

const read = (spans: string[] = []) => spans.map((span) => ({ opens: span.slice(0, 5), closes: span.slice(6) }))

function hoursOf(week: Record<string, string[]>, exceptions: Record<string, string[]> = {}): OpeningHours {
  return openingHours.parse({ week: Object.fromEntries(weekdays.map((day) => [day, read(week[day])])), exceptions: Object.entries(exceptions).map(([on, spans]) => ({ on, spans: read(spans) })) })
}

const at = (wall: string, zone = 'Europe/Berlin') => Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant().toString()
const wallOf = (instant: string | null, zone = 'Europe/Berlin') => instant && Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

test('a week with a lunch break opens and closes, and the weekend is over on Monday', () => {
  const hours = workdays('09:00-12:30', '14:00-18:00')
  const seen = ['2026-11-27T08:59', '2026-11-27T09:00', '2026-11-27T12:30', '2026-11-27T14:00', '2026-11-27T17:59', '2026-11-27T18:00', '2026-11-28T10:00']
  expect(seen.map((wall) => isOpenAt(hours, 'Europe/Berlin', at(wall)))).toEqual([false, true, false, true, true, false, false])
  expect(wallOf(nextOpeningAfter(hours, 'Europe/Berlin', at('2026-11-27T18:00')))).toBe('2026-11-30T09:00')
  expect(wallOf(nextClosingAfter(hours, 'Europe/Berlin', at('2026-11-27T10:00')))).toBe('2026-11-27T12:30')
})

test('a night belongs to the day it begins on, also when the morning after is a holiday', () => {
  const hours = hoursOf({ friday: ['20:00-03:00'], saturday: ['20:00-03:00'] }, { '2026-11-28': [] })
  expect(isOpenAt(hours, 'Europe/Berlin', at('2026-11-28T02:59'))).toBe(true)
  expect(isOpenAt(hours, 'Europe/Berlin', at('2026-11-28T21:00'))).toBe(false)
  expect(wallOf(nextOpeningAfter(hours, 'Europe/Berlin', at('2026-11-28T03:00')))).toBe('2026-12-04T20:00')
})

test('who is open round the clock closes only on a day that is not as usual, however far away, and is open again after it', () => {
  const always = everyDay('00:00-24:00')
  expect(nextClosingAfter(always, 'Europe/Berlin', at('2026-11-27T10:00'))).toBeNull()
  const hours = { ...always, exceptions: [{ on: '2031-12-25', spans: [] }, { on: '2031-12-26', spans: [{ opens: '12:00', closes: '24:00' }] }] }
  expect(wallOf(nextClosingAfter(hours, 'Europe/Berlin', at('2026-11-27T10:00')))).toBe('2031-12-25T00:00')
  expect(wallOf(nextOpeningAfter(hours, 'Europe/Berlin', at('2026-11-27T10:00')))).toBe('2031-12-26T12:00')
})

test('a holiday of several weeks ends on the first usual day, and who never opens never will', () => {
  const closed = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [Temporal.PlainDate.from('2026-12-01').add({ days: i }).toString(), []]))
  const hours = hoursOf(Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, ['09:00-17:00']])), closed)
  expect(wallOf(nextOpeningAfter(hours, 'Europe/Berlin', at('2026-11-30T20:00')))).toBe('2026-12-31T09:00')
  expect(nextOpeningAfter(hoursOf({}), 'Europe/Berlin', at('2026-11-30T20:00'))).toBeNull()
})

test('an opening time that no clock shows is the moment clocks jump past it; an hour shown twice closes once', () => {
  const spring = everyDay('02:30-06:00')
  expect(nextOpeningAfter(spring, 'Europe/Berlin', at('2026-03-29T01:00'))).toBe('2026-03-29T01:00:00.000Z')
  const autumn = everyDay('22:00-02:30')
  expect(nextClosingAfter(autumn, 'Europe/Berlin', at('2026-10-24T23:00'))).toBe('2026-10-25T00:30:00.000Z')
  expect(nextOpeningAfter(autumn, 'Europe/Berlin', '2026-10-25T00:30:00.000Z')).toBe(at('2026-10-25T22:00').replace('Z', '.000Z'))
})

// ---- over clock changes, against a clock that is read minute by minute

// Both directions, half an hour on Lord Howe, quarters on Chatham, clock changes at midnight.
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham', 'America/Havana', 'America/Santiago', 'Africa/Casablanca', 'Asia/Beirut', 'America/St_Johns', 'Asia/Kolkata']
const QUARTER = 15 * 60_000

const time = fc.integer({ min: 0, max: 95 }).map((quarters) => `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`)
const span = fc.tuple(time, fc.oneof(time, fc.constant('24:00'))).filter(([opens, closes]) => opens !== closes).map(([opens, closes]): OpenSpan => ({ opens, closes }))
const spans = fc.array(span, { maxLength: 2 })
const week = fc.record({ monday: spans, tuesday: spans, wednesday: spans, thursday: spans, friday: spans, saturday: spans, sunday: spans })
const change = fc.tuple(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3 })).map(([zone, later]) => {
  let instant = Temporal.Instant.from('2025-06-15T12:00Z')
  for (let i = 0; i <= later; i++) instant = instant.toZonedDateTimeISO(zone).getTimeZoneTransition('next')?.toInstant() ?? instant
  return { zone, instant }
})

/** What a watcher of the clock on the wall would say, who believes the latest time it has shown. */
function watched(hours: OpeningHours, zone: string, from: number, count: number): boolean[] {
  let shown: Temporal.PlainDateTime | undefined
  const on = (day: Temporal.PlainDate) => hours.exceptions.find((one) => one.on === day.toString())?.spans ?? hours.week[weekdays[day.dayOfWeek - 1] ?? 'monday']
  return Array.from({ length: count }, (_, i) => {
    const wall = Temporal.Instant.fromEpochMilliseconds(from + i * QUARTER).toZonedDateTimeISO(zone).toPlainDateTime()
    if (!shown || Temporal.PlainDateTime.compare(wall, shown) > 0) shown = wall
    const [date, clock] = [shown.toPlainDate(), shown.toPlainTime().toString({ smallestUnit: 'minute' })]
    return on(date).some(({ opens, closes }) => opens <= clock && (closes <= opens || clock < closes)) || on(date.subtract({ days: 1 })).some(({ opens, closes }) => closes <= opens && clock < closes)
  })
}

test('open and closed are what a watcher of the clock sees, through every change of it, and so are the next opening and closing', () => {
  fc.assert(fc.property(week, change, fc.option(spans), (usual, { zone, instant }, own) => {
    const hours: OpeningHours = { week: usual, exceptions: own ? [{ on: instant.toZonedDateTimeISO(zone).toPlainDate().toString(), spans: own }] : [] }
    const [from, count] = [instant.epochMilliseconds - 200 * QUARTER, 400]
    const seen = watched(hours, zone, from, count)
    const instants = seen.map((_, i) => new Date(from + i * QUARTER).toISOString())
    // The watcher has to have seen a whole evening before what they believe counts.
    for (let i = 100; i < count; i += 3) expect(isOpenAt(hours, zone, instants[i] ?? ''), `${zone} ${instants[i]}`).toBe(seen[i])
    for (const at of [120, 180, 197, 200, 203]) {
      const turn = (opens: boolean) => instants.find((_, i) => i > at && seen[i] === opens && seen[i - 1] === !opens)
      for (const [found, expected] of [[nextOpeningAfter(hours, zone, instants[at] ?? ''), turn(true)], [nextClosingAfter(hours, zone, instants[at] ?? ''), turn(false)]] as const) {
        if (expected) expect(found, `${zone} after ${instants[at]}`).toBe(expected)
        else expect(found === null || found > (instants.at(-1) ?? '')).toBe(true)
      }
    }
  }), { numRuns: 60 })
}, 60_000)

// ---- counting only what is open

test('four hours within business hours pass over a lunch break, a night and a weekend; where nothing ever opens they never have passed', () => {
  const hours = workdays('09:00-12:30', '14:00-18:00')
  const later = (wall: string, minutes: number) => wallOf(openMinutesAfter(hours, 'Europe/Berlin', at(wall), minutes))
  expect([later('2026-11-26T09:00', 240), later('2026-11-26T12:00', 60), later('2026-11-27T17:00', 240), later('2026-11-28T11:00', 30), later('2026-11-26T09:00', 450)])
    .toEqual(['2026-11-26T14:30', '2026-11-26T14:30', '2026-11-30T12:00', '2026-11-30T09:30', '2026-11-26T18:00'])
  expect(openMinutesAfter(hoursOf({}), 'Europe/Berlin', at('2026-11-26T09:00'), 1)).toBeNull()
})

test('what counts is what a watcher of the clock saw open, through every change of it', () => {
  fc.assert(fc.property(week, change, fc.option(spans), fc.integer({ min: 1, max: 60 }), (usual, { zone, instant }, own, quarters) => {
    const hours: OpeningHours = { week: usual, exceptions: own ? [{ on: instant.toZonedDateTimeISO(zone).toPlainDate().toString(), spans: own }] : [] }
    const [from, count] = [instant.epochMilliseconds - 200 * QUARTER, 1_400]
    const seen = watched(hours, zone, from, count)
    for (const begins of [120, 197, 203]) {
      let open = 0
      const ends = seen.findIndex((isOpen, i) => i >= begins && isOpen && ++open === quarters)
      const found = openMinutesAfter(hours, zone, new Date(from + begins * QUARTER).toISOString(), quarters * 15)
      if (ends >= 0) expect(found, `${quarters} quarters in ${zone} from ${new Date(from + begins * QUARTER).toISOString()}`).toBe(new Date(from + (ends + 1) * QUARTER).toISOString())
      else expect(found === null || Date.parse(found) > from + count * QUARTER).toBe(true)
    }
  }), { numRuns: 60 })
}, 60_000)

test('waiting twice is waiting once as long, and who is open round the clock waits by the clock', () => {
  fc.assert(fc.property(week, change, fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }), (usual, { zone, instant }, first, second) => {
    const [hours, begins] = [{ week: usual, exceptions: [] }, instant.toString()]
    const between = openMinutesAfter(hours, zone, begins, first)
    expect(between && openMinutesAfter(hours, zone, between, second)).toBe(openMinutesAfter(hours, zone, begins, first + second))
    expect(openMinutesAfter(everyDay('00:00-24:00'), zone, begins, first)).toBe(new Date(instant.epochMilliseconds + first * 60_000).toISOString())
  }), { numRuns: 60 })
}, 60_000)
