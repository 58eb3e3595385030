import { expect, test } from 'vitest'
import { roughly } from './span.ts'

test('a time that goes on is said as one reads a clock', () => {
  expect([0, 1, 59, 61, 1_441, 10_079, 20_000].map(roughly)).toEqual(['less than a minute', '1 minute', '59 minutes', '1 hour', '1 day', '6 days', '1 week'])
})
