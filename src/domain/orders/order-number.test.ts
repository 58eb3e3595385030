import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbering, type Numbering } from '../workflows/schema.ts'
import { errorsOfCollidingNumbers, errorsOfNumbering, locationFor, numberBeginning, orderNumberOf, seriesOf } from './order-number.ts'

const of = (given: Partial<Numbering>) => numbering.parse(given)
const type = (key: string, given: Partial<Numbering>) => ({ key, name: key, numbering: of(given) })
const at = { year: '2026', month: '11', location: 'CC' }

const wordsFor = (given: Partial<Numbering>) => errorsOfNumbering(of(given)).map(({ message }) => message)

test('a number shows what its pattern says, padded as it says', () => {
  expect(orderNumberOf({ pattern: 'R-{year}{month}/{location}-{sequence:4}' }, at, 42)).toBe('R-202611/CC-0042')
  expect(orderNumberOf({ pattern: '{sequence}' }, at, 42)).toBe('42')
  expect(orderNumberOf({ pattern: 'R-{sequence:2}' }, at, 1234)).toBe('R-1234')
})

test('a pattern that would use a number twice, or cannot be read, is refused in words', () => {
  expect(wordsFor({ pattern: 'R-{sequence}', sequence: 'own', restarts: 'yearly' })).toEqual(['Numbers that begin anew every year must show the {year}.'])
  expect(wordsFor({ pattern: 'R-{sequence}', sequence: 'own', perLocation: true })).toEqual(['Numbers that count by location must show the {location}.'])
  expect(wordsFor({ pattern: '{sequence}', sequence: 'own' })).toEqual(['A sequence of its own needs a beginning of its own, such as R-.'])
  expect(wordsFor({ pattern: '{year}{sequence}' })).toHaveLength(1)
  expect(wordsFor({ pattern: 'R-{sequenz}' })).toHaveLength(2)
  expect(wordsFor({ pattern: '{sequence}-R' })).toEqual(['{sequence} stands at the end, so that numbers can grow.'])
  expect(wordsFor({ pattern: 'R-{year}-{sequence:4}', sequence: 'own', restarts: 'yearly' })).toEqual([])
})

test('whatever a sequence is counted by shows in its numbers, so no two are ever alike', () => {
  const ats = fc.record({ year: fc.integer({ min: 2020, max: 2039 }).map(String), month: fc.constantFrom('01', '02', '12'), location: fc.stringMatching(/^[A-Za-z0-9]{1,8}$/) })
  const parts = fc.array(fc.constantFrom('R', '-', '{year}', '{month}', '{location}', '7'), { maxLength: 5 }).map((some) => `${some.join('')}-{sequence}`)
  const numberings = fc.record({ pattern: parts, restarts: fc.constantFrom('never' as const, 'yearly' as const), perLocation: fc.boolean() }).map((given) => of({ ...given, sequence: 'own' }))
  fc.assert(fc.property(numberings, ats, ats, fc.nat(50), fc.nat(50), (one, here, there, a, b) => {
    fc.pre(errorsOfNumbering(one).length === 0)
    fc.pre(seriesOf('t', one, here) !== seriesOf('t', one, there))
    expect(orderNumberOf(one, here, a)).not.toBe(orderNumberOf(one, there, b))
  }))
})

test('order types whose numbers could look the same are found, and others are left alone', () => {
  const collide = (a: Partial<Numbering>, b: Partial<Numbering>) => errorsOfCollidingNumbers(type('one', a), [type('one', a), type('two', b)]).length > 0
  expect(collide({ pattern: 'R-{sequence}' }, { pattern: 'R-{sequence}' })).toBe(false)
  expect(collide({ pattern: 'R-{sequence}', sequence: 'own' }, { pattern: 'R-{sequence}' })).toBe(true)
  expect(collide({ pattern: 'R-{sequence}', sequence: 'own' }, { pattern: 'S-{sequence}', sequence: 'own' })).toBe(false)
  expect(collide({ pattern: 'R-{year}-{sequence}', sequence: 'own' }, { pattern: 'R-20{month}-{sequence}', sequence: 'own' })).toBe(true)
  expect(collide({ pattern: '{location}-{sequence}', sequence: 'own' }, { pattern: 'R1-{sequence}', sequence: 'own' })).toBe(true)
  expect(collide({ pattern: '{location}-{sequence}', sequence: 'own' }, { pattern: 'R/1-{sequence}', sequence: 'own' })).toBe(false)
  expect(collide({ pattern: 'A{location}-{sequence}', sequence: 'own' }, { pattern: '{location}B-{sequence}', sequence: 'own' })).toBe(true)
  expect(errorsOfCollidingNumbers(type('one', { pattern: 'R-{sequence}', sequence: 'own' }), [type('Repairs', { pattern: 'R-{sequence:4}', sequence: 'own' })])[0]?.message)
    .toBe('“Repairs” has numbers that look the same (R-{sequence:4}). Give these another beginning.')
})

test('what begins alike for some day and place is said to collide', () => {
  const patterns = fc.array(fc.constantFrom('R', '2', '-', '{year}', '{month}', '{location}'), { maxLength: 4 }).map((parts) => `${parts.join('')}-{sequence}`)
  const days = fc.record({ year: fc.constantFrom('2026', '2027'), month: fc.constantFrom('02', '12'), location: fc.constantFrom('2', 'R', '20', 'R2') })
  fc.assert(fc.property(patterns, patterns, days, days, (a, b, here, there) => {
    fc.pre(numberBeginning({ pattern: a }, here) === numberBeginning({ pattern: b }, there))
    expect(errorsOfCollidingNumbers(type('one', { pattern: a, sequence: 'own' }), [type('two', { pattern: b, sequence: 'own' })])).toHaveLength(1)
  }))
})

test('a location is the one named, or the only one; it is asked for where numbers show it', () => {
  const [main, harbour] = [{ key: 'main', name: 'Main street', code: 'M' }, { key: 'harbour', name: 'Harbour', code: 'H' }]
  const shown = type('Repair', { pattern: 'R{location}-{sequence}', sequence: 'own' })
  expect(locationFor(type('Sale', {}), [main, harbour], undefined)).toBeUndefined()
  expect(locationFor(shown, [main], undefined)).toBe(main)
  expect(locationFor(shown, [main, harbour], 'harbour')).toBe(harbour)
  expect(() => locationFor(shown, [main, harbour], undefined)).toThrow('Say at which location: Main street, Harbour.')
  expect(() => locationFor(shown, [], undefined)).toThrow('Add one in Settings.')
  expect(() => locationFor(shown, [main], 'moon')).toThrow('There is no location “moon”.')
})
