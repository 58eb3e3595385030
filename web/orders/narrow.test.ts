import { expect, test } from 'vitest'
import { narrow } from './narrow.ts'

test('a tab shows its own statuses, and of them only the chosen ones', () => {
  expect(narrow({}, { status: ['in-progress', 'shipped'] }, {})).toEqual({ status: ['in-progress', 'shipped'] })
  expect(narrow({}, { status: ['in-progress', 'shipped'] }, { status: ['shipped', 'pending'], q: 'ada' })).toEqual({ status: ['shipped'], q: 'ada' })
})

test('filters that exclude what a tab shows need no asking', () => {
  expect(narrow({}, { status: ['pending'] }, { status: ['shipped'] })).toBeUndefined()
  expect(narrow({ archived: false }, {}, { archived: true })).toBeUndefined()
})

test("a tab's own fact stands before that of its view", () => {
  expect(narrow({ archived: false }, { archived: true }, {})).toEqual({ archived: true })
  expect(narrow({}, { archived: 'any' }, {})).toEqual({ archived: 'any' })
  expect(narrow({}, { archived: 'any' }, { archived: true })).toEqual({ archived: true })
})
