import { expect, test } from 'vitest'
import { codeFrom } from './locations-input.tsx'

test('a location gets a short code of its own', () => {
  expect(codeFrom('Main Street shop', [])).toBe('MSS')
  expect(codeFrom('Depot', ['DEP'])).toBe('DEP2')
  expect(codeFrom('東京', [])).toBe('L')
})
