import { expect, test } from 'vitest'
import { ageInWords } from './age.ts'

const now = Date.parse('2026-11-27T12:00:00Z')

test('an age is told in the largest unit that is whole, and never lies in the future', () => {
  const ages = ['2026-11-24T11:59:00Z', '2026-11-24T12:01:00Z', '2026-11-27T09:30:00Z', '2026-11-27T11:59:50Z', '2026-11-27T12:05:00Z'].map((instant) => ageInWords(instant, now, 'en-US'))
  expect(ages).toEqual(['3 days ago', '2 days ago', '2 hours ago', 'this minute', 'this minute'])
  expect(ageInWords('2026-11-20T12:00:00Z', now, 'de-DE')).toBe('vor 7 Tagen')
})
