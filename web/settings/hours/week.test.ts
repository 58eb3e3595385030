import { expect, test } from 'vitest'
import { openingHours } from '#domain/hours/opening-hours.ts'
import { copied, copyTargets, usualHours, withSpan } from './week.ts'

test('what one begins with is sound, and so is a day copied to others', () => {
  const hours = copied(usualHours(), 'monday', copyTargets('monday').at(-1)?.days ?? [])
  expect(openingHours.parse(hours)).toEqual(hours)
  expect(hours.week.sunday).toEqual([{ opens: '09:00', closes: '17:00' }])
  expect(copyTargets('wednesday')[0]?.days).toEqual(['monday', 'tuesday', 'thursday', 'friday'])
})

test('one more span comes after the last, and ends with the day', () => {
  expect(withSpan([])).toEqual([{ opens: '09:00', closes: '17:00' }])
  expect(withSpan([{ opens: '09:00', closes: '12:00' }])).toEqual([{ opens: '09:00', closes: '12:00' }, { opens: '13:00', closes: '15:00' }])
  expect(withSpan([{ opens: '09:00', closes: '21:30' }]).at(-1)).toEqual({ opens: '22:00', closes: '24:00' })
})
