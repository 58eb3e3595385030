import { expect, test } from 'vitest'
import { keyFrom, wordFrom } from './keys.ts'

test('keys are made from names, and never twice the same', () => {
  expect(keyFrom('Walk-in repair', [])).toBe('walk-in-repair')
  expect(keyFrom('Änderung & Maß', ['anderung-ma'])).toBe('anderung-ma-2')
  expect(keyFrom('修理', ['entry'])).toBe('entry-2')
  expect(wordFrom('Serial no.', [])).toBe('serialNo')
  expect(wordFrom('2nd colour', ['ndColour'])).toBe('ndColour2')
  expect(wordFrom('?', [])).toBe('question')
})
