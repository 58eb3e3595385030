import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf, evaluate, fractionOf, namesIn, quantityOf, readFormula, type Fraction } from './formula.ts'

const numbers: Record<string, number> = { width: 120.5, height: 1000, none: 0, less: -2 }

function outcomeOf(source: string): Fraction | string {
  const { formula, fault } = readFormula(source)
  if (fault) return `${fault.code} at ${fault.at}`
  const worked = evaluate(formula, (name) => (numbers[name] === undefined ? undefined : fractionOf(numbers[name])))
  return worked.fault ? `${worked.fault.code} at ${worked.fault.at}` : worked.value
}

const exactly = (source: string): Fraction => outcomeOf(source) as Fraction

describe('a formula', () => {
  test.each<[string, number | [bigint, bigint]]>([
    ['1 + 2 * 3', 7], ['(1 + 2) * 3', 9], ['10 - 2 - 3', 5], ['8 / 4 / 2', 1], ['-2 * -3', 6], ['0.1 + 0.2', [3n, 10n]], ['10 / 3', [10n, 3n]], ['width * height / 10000', [241n, 20n]],
    ['min(3, width, 2.5)', [5n, 2n]], ['max(1, 2, 3)', 3], ['round(10 / 3, 2)', [333n, 100n]], ['round(2.5)', 3], ['round(-2.5)', -3], ['ceil(1.01)', 2], ['ceil(-1.5)', -1], ['floor(-1.5)', -2], ['floor(1.99, 1)', [19n, 10n]],
  ])('%s is worked out exactly', (source, value) => {
    expect(outcomeOf(source)).toEqual(Array.isArray(value) ? { over: value[0], under: value[1] } : fractionOf(value))
  })

  test.each([
    ['', 'malformed at 0'], ['1 +', 'malformed at 3'], ['(1', 'malformed at 0'], ['1 2', 'malformed at 2'], ['1..2', 'malformed at 0'], ['alert(1)', 'unknown at 0'], ['1 + depth', 'unknown at 4'], ['4 / (2 - 2)', 'division-by-zero at 2'],
    ['4 / none', 'division-by-zero at 2'], ['`1`', 'malformed at 0'], ['width.toString', 'malformed at 5'], ['round(1, 7)', 'malformed at 0'], ['round(1, 2, 3)', 'malformed at 0'], ['1'.repeat(501), 'too-long at 500'],
    ['('.repeat(60) + '1' + ')'.repeat(60), 'too-deep at 40'], ['-'.repeat(60) + '1', 'too-deep at 40'], ['9'.repeat(16), 'malformed at 0'],
  ])('%s is refused, and where', (source, fault) => expect(outcomeOf(source)).toBe(fault))

  test('names what it uses, each once', () => expect(namesIn(readFormula('width * width + max(height, 1)').formula ?? { kind: 'number', value: fractionOf(1), at: 0 })).toEqual([{ name: 'width', at: 0 }, { name: 'height', at: 20 }]))

  test('adds, takes away, multiplies and divides like fractions do', () => {
    const whole = fc.integer({ min: -10_000, max: 10_000 })
    fc.assert(fc.property(whole, whole, whole, (a, b, c) => {
      const outcome = outcomeOf(`(${a}) * (${b}) + (${c})`.replaceAll('(-', '(0 -'))
      expect(outcome).toEqual(fractionOf(a * b + c))
      const divided = outcomeOf(`(${a}) / (${b}) * (${b})`.replaceAll('(-', '(0 -'))
      expect(divided).toEqual(b === 0 ? `division-by-zero at ${String(a).replace('-', '0 -').length + 3}` : fractionOf(a))
    }))
  })

  test('whatever is written, it is worked out or refused, and nothing is run', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9+\-*/().,\s$`'"[\]{};=]{0,60}$/), (source) => {
      const outcome = outcomeOf(source)
      expect(typeof outcome === 'string' || outcome.under > 0n).toBe(true)
    }), { numRuns: 1_000 })
  })
})

describe('what a formula gives', () => {
  test('is a quantity above zero with three decimals, or none', () => {
    expect(quantityOf(exactly('2.125'))).toEqual({ quantity: 2.125 })
    for (const [source, code] of [['0', 'not-positive'], ['0 - 1', 'not-positive'], ['1 / 3', 'too-precise'], ['2000000', 'too-big']] as const) expect(quantityOf(exactly(source)).fault?.code, source).toBe(code)
  })

  test('is an amount in whole cents, never below zero', () => {
    expect(amountOf(exactly('12.50'), 2)).toEqual({ amount: 1250 })
    expect(amountOf(exactly('12'), 0)).toEqual({ amount: 12 })
    for (const [source, code] of [['0 - 0.01', 'negative'], ['0.005', 'too-precise'], ['10 / 3', 'too-precise'], ['99999999999999', 'too-big']] as const) expect(amountOf(exactly(source), 2).fault?.code, source).toBe(code)
  })
})
