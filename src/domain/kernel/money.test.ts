import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, decimalOf, exponentOf, parseAmount, scaleAmount } from './money.ts'

describe('money', () => {
  it('rounds half away from zero, exactly, also where floats would not', () => {
    expect(scaleAmount(1005, 1, 10)).toBe(101)
    expect(scaleAmount(-1005, 1, 10)).toBe(-101)
    expect(scaleAmount(999_999_999_999_999, 82_500, 1_000_000)).toBe(82_500_000_000_000)
  })

  it('splits any amount so that the parts add up to it and none is more than one unit off its fair share', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.array(fc.nat(1e6), { minLength: 1, maxLength: 30 }), (amount, weights) => {
      const parts = allocate(amount, weights)
      const sum = weights.reduce((a, b) => a + b, 0)
      expect(parts.reduce((a, b) => a + b, 0)).toBe(amount)
      if (sum > 0) parts.forEach((part, i) => expect(Math.abs(part - (amount * (weights[i] ?? 0)) / sum)).toBeLessThanOrEqual(1.001))
    }))
  })

  it('reads what it wrote, in every exponent', () => {
    fc.assert(fc.property(fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'), fc.integer({ min: -1e13, max: 1e13 }), (currency, amount) => {
      expect(parseAmount(decimalOf({ amount, currency }), currency)).toBe(amount)
    }))
    expect([exponentOf('JPY'), exponentOf('USD'), exponentOf('KWD'), exponentOf('CLF')]).toEqual([0, 2, 3, 4])
  })

  it('reads amounts as files write them, and refuses to round unless told to', () => {
    expect(parseAmount('1,234.50', 'USD')).toBe(123450)
    expect(parseAmount('1.234,50', 'EUR', { decimal: ',' })).toBe(123450)
    expect(parseAmount('957.5775', 'USD')).toBeUndefined()
    expect(parseAmount('957.5775', 'USD', { round: true })).toBe(95758)
    expect(parseAmount('12 apples', 'USD')).toBeUndefined()
  })
})
