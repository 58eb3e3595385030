import { expect, test } from 'vitest'
import { instantOf, wallTimeOf } from './wall-time.ts'

test('a wall time and its instant lead to each other, whatever the zone and the season', () => {
  for (const [wall, zone, instant] of [
    ['2026-11-24T16:40', 'Europe/London', '2026-11-24T16:40:00.000Z'],
    ['2026-07-24T16:40', 'Europe/London', '2026-07-24T15:40:00.000Z'],
    ['2026-11-24T16:40', 'Asia/Kolkata', '2026-11-24T11:10:00.000Z'],
    ['2026-03-08T03:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ] as const) {
    expect(instantOf(wall, zone)).toBe(instant)
    expect(wallTimeOf(instant, zone)).toBe(wall)
  }
})

test('a time that clocks skip is read as the time after the skip', () => {
  expect(wallTimeOf(instantOf('2026-03-08T02:30', 'America/New_York'), 'America/New_York')).toBe('2026-03-08T03:30')
})
