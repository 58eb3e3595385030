import { expect, test } from 'vitest'
import { momentInWords } from './in-words.ts'
import { openingHours, weekdays } from './opening-hours.ts'

const none = Object.fromEntries(weekdays.map((day) => [day, []]))
const faults = (week: object, exceptions: object[] = []) => openingHours.safeParse({ week: { ...none, ...week }, exceptions }).error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`) ?? []
const said = (instant: string) => momentInWords(instant, '2026-11-27T20:00:00Z', 'America/New_York')
const span = (opens: string, closes: string) => ({ opens, closes })

test('spans that touch are fine; one that overlaps another, of the same day or of the night before, is named with it', () => {
  expect(faults({ monday: [span('09:00', '12:00'), span('12:00', '24:00')], tuesday: [span('00:00', '09:00')] })).toEqual([])
  expect(faults({ monday: [span('09:00', '13:00'), span('12:00', '18:00')] })).toEqual(['week/monday/1/opens: 12:00–18:00 overlaps 09:00–13:00.'])
  expect(faults({ sunday: [span('20:00', '03:00')], monday: [span('02:00', '10:00')] })).toEqual(['week/monday/0/opens: 02:00–10:00 overlaps 20:00–03:00 of Sunday.'])
  expect(faults({ monday: [span('09:00', '09:00')] })).toEqual(['week/monday/0/closes: It opens and closes at 09:00. For a whole day write 00:00 to 24:00.'])
})

test('a day is excepted once, and its own spans do not overlap', () => {
  expect(faults({}, [{ on: '2026-12-25', spans: [] }, { on: '2026-12-25', spans: [span('10:00', '12:00'), span('11:00', '13:00')] }])).toEqual([
    'exceptions/1/on: 2026-12-25 is there twice.', 'exceptions/1/spans/1/opens: 11:00–13:00 overlaps 10:00–12:00.',
  ])
})

test('what is no time, and what is not known, is refused', () => {
  expect(faults({ monday: [span('9:00', '25:00')] })).toEqual(['week/monday/0/opens: Use a time like 09:00.', 'week/monday/0/closes: Use a time like 18:00; midnight is 24:00.'])
  expect(faults({ monday: [{ ...span('09:00', '10:00'), lunch: true }] })).toHaveLength(1)
  expect(faults({ someday: [] })).toHaveLength(1)
})

test('a moment is said as one says it: the time today, the weekday within a week, the date beyond', () => {
  expect([said('2026-11-27T23:00:00Z'), said('2026-11-30T14:00:00Z'), said('2027-01-04T14:00:00Z'), said('2027-10-29T13:00:00Z')]).toEqual(['18:00', 'Monday 09:00', 'Monday 4 January 09:00', 'Friday 29 October 2027 09:00'])
})
