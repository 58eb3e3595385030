import { expect, test } from 'vitest'
import { readTime } from './read-time.ts'

test.each([['9', '09:00'], ['9:30', '09:30'], ['0930', '09:30'], ['9.30', '09:30'], ['5 pm', '17:00'], ['12am', '00:00'], ['24:00', '00:00'], ['25', '25:00'], ['noon', 'noon']])('%s opens at %s', (typed, time) => {
  expect(readTime(typed, 'opens')).toBe(time)
})

test.each([['0:00', '24:00'], ['24', '24:00'], ['12 am', '24:00'], ['18', '18:00']])('%s closes at %s', (typed, time) => {
  expect(readTime(typed, 'closes')).toBe(time)
})
