import { expect, test } from 'vitest'
import { pointerInWords } from './pointer-words.ts'

test('a place in a document reads as a place', () => {
  expect(pointerInWords('/pages/0/questions/2/label')).toBe('Page 1, question 3, label')
  expect(pointerInWords('/lineItemFields/1/label')).toBe('Line item field 2, label')
  expect(pointerInWords('/name')).toBe('Name')
})
