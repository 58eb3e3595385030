import { expect, test } from 'vitest'
import { keyFrom, wordFrom } from './keys.ts'
import { moved } from './moved.ts'
import { pointerInWords } from './pointer-words.ts'

test('keys are made from names, and never twice the same', () => {
  expect(keyFrom('Walk-in repair', [])).toBe('walk-in-repair')
  expect(keyFrom('Änderung & Maß', ['anderung-ma'])).toBe('anderung-ma-2')
  expect(keyFrom('修理', ['entry'])).toBe('entry-2')
  expect(wordFrom('Serial no.', [])).toBe('serialNo')
  expect(wordFrom('2nd colour', ['ndColour'])).toBe('ndColour2')
  expect(wordFrom('?', [])).toBe('question')
})

test('an entry goes where it is put, and no further than the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b'], 0, 9)).toEqual(['b', 'a'])
  expect(moved(['a'], 4, 0)).toEqual(['a'])
})

test('a place in a document reads as a place', () => {
  expect(pointerInWords('/pages/0/questions/2/label')).toBe('Page 1, question 3, label')
  expect(pointerInWords('/lineItemFields/1/label')).toBe('Line item field 2, label')
  expect(pointerInWords('/name')).toBe('Name')
})
