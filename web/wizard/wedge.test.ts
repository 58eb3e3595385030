import { expect, test } from 'vitest'
import { feedWedge, noKeys } from './wedge.ts'

const keys = (text: string, ...others: string[]) => [...text.split(''), ...others]

function typed(given: string[], pause: number): string[] {
  const scans: string[] = []
  let wedge = noKeys
  given.forEach((key, i) => {
    const fed = feedWedge(wedge, key, 1_000 + i * pause)
    wedge = fed.wedge
    if (fed.scanned !== undefined) scans.push(fed.scanned)
  })
  return scans
}

test('what a scanner types is a scan', () => {
  expect(typed(keys('4006381333931', 'Enter'), 8)).toEqual(['4006381333931'])
  expect(typed(['Shift', 'T', 'Shift', 'O', 'T', 'E', '-', '1', 'Enter', ...keys('12345'), 'Enter'], 12)).toEqual(['TOTE-1', '12345'])
})

test('what a person types is not, however they end it', () => {
  expect(typed(keys('Amira', 'Enter'), 90)).toEqual([])
})

test('a scan after typing is the scan alone', () => {
  let wedge = noKeys
  for (const [i, key] of keys('abc').entries()) wedge = feedWedge(wedge, key, i * 200).wedge
  const scans = keys('12345', 'Enter').map((key, i) => {
    const fed = feedWedge(wedge, key, 2_000 + i * 5)
    wedge = fed.wedge
    return fed.scanned
  })
  expect(scans.at(-1)).toBe('12345')
})

test('Enter alone, a short burst, or one broken by an arrow is no scan', () => {
  expect(typed(['Enter'], 5)).toEqual([])
  expect(typed(keys('12', 'Enter'), 5)).toEqual([])
  expect(typed(keys('1234', 'ArrowLeft', 'Enter'), 5)).toEqual([])
})
