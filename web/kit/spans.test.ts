import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutesIn, spanIn } from './spans.ts'

test('a span is said exactly, in the largest unit that can', () => {
  expect([1, 90, 2_880, 10_080].map((minutes) => spanIn(minutes))).toEqual([{ count: 1, unit: 'minute' }, { count: 90, unit: 'minute' }, { count: 2, unit: 'day' }, { count: 1, unit: 'week' }])
  expect([2_880, 90].map((minutes) => spanIn(minutes, ['minute', 'hour']))).toEqual([{ count: 48, unit: 'hour' }, { count: 90, unit: 'minute' }])
  fc.assert(fc.property(fc.integer({ min: 1, max: 5_256_000 }), (minutes) => {
    const { count, unit } = spanIn(minutes)
    expect(count * minutesIn[unit]).toBe(minutes)
  }))
})
