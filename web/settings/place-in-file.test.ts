import { expect, test } from 'vitest'
import { placeInFile, placeOfSyntaxError } from './place-in-file.ts'

const file = { statuses: [{ key: 'a', name: 'Quote Sent' }, { key: 'b' }, {}], workflows: [{ name: 'Road', steps: [{ key: 'first' }] }] }

test('a place in a file is named as it is found there', () => {
  expect(placeInFile('/document/statuses/0/color', file)).toBe('statuses › “Quote Sent” (1st) › color')
  expect(placeInFile('/document/statuses/1', file)).toBe('statuses › “b” (2nd)')
  expect(placeInFile('/document/statuses/2/name', file)).toBe('statuses › 3rd › name')
  expect(placeInFile('/document/workflows/0/steps/0/expectedMinutes', file)).toBe('workflows › “Road” (1st) › steps › “first” (1st) › expected minutes')
  expect(placeInFile('/document/gone/11/x', file)).toBe('gone › 12th › x')
  expect(placeInFile('/document', file)).toBe('')
})

test('where a text is no JSON is told by line and column, whatever the browser says', () => {
  const text = '{\n  "a": 1\n  "b": 2\n}'
  expect(placeOfSyntaxError('Expected \',\' in JSON at position 13 (line 3 column 3)', text)).toBe('line 3, column 3')
  expect(placeOfSyntaxError('Unexpected string in JSON at position 13', text)).toBe('line 3, column 3')
  expect(placeOfSyntaxError('Unexpected end', text)).toBeUndefined()
})
