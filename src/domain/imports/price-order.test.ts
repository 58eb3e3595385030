import fc from 'fast-check'
import { expect, it } from 'vitest'
import { totalsOf } from '../orders/totals.ts'
import { readDecimal } from './decimal.ts'
import { priceOrder, type PricedOrder, type WrittenLine } from './price-order.ts'

const decimal = (text: string) => readDecimal(text, '.') ?? 0n
const line = (quantity: string, total: string, discount?: string): WrittenLine => ({ quantity: decimal(quantity), unitPrice: undefined, total: decimal(total), discountFraction: discount === undefined ? undefined : decimal(discount) })
const nothingElse = { discount: 0, shipping: 0, tax: 0, total: undefined }

function totalOf({ lines, taxIncluded, orderDiscount, shipping }: PricedOrder) {
  return totalsOf(lines.map(({ lineDiscount, ...one }) => ({ ...one, discount: lineDiscount })), { taxIncluded, discount: orderDiscount, shipping })
}

it('makes lines whose cents add up to the exact sum, and whose unit price × quantity − discount is the line', () => {
  const part = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 50_000_000 }), fc.constantFrom('0', '0.1', '0.2', '0.32', '0.45', '0.8', '1'))
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), (parts) => {
    const priced = priceOrder(parts.map(([quantity, tenThousandths, discount]) => line(String(quantity), (tenThousandths / 10_000).toFixed(4), discount)), nothingElse, 2) as PricedOrder
    const exact = parts.reduce((sum, [, tenThousandths]) => sum + tenThousandths, 0)
    expect(priced.total).toBe(Math.floor((exact + 50) / 100))
    const totals = totalOf(priced)
    expect(totals.order.total).toBe(priced.total)
    for (const [i, one] of priced.lines.entries()) {
      expect(one.lineDiscount).toBeGreaterThanOrEqual(0)
      expect(Math.round(one.unitPrice * one.quantity) - one.lineDiscount).toBe(totals.lines[i]?.total)
    }
  }))
})

it('reaches the tax of a file to the cent, added or included', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 300 }), fc.boolean(), (cents, perMille, included) => {
    const sum = cents.reduce((a, b) => a + b, 0)
    const tax = Math.round((sum * perMille) / (included ? 1000 + perMille : 1000))
    const priced = priceOrder(cents.map((one) => line('1', (one / 100).toFixed(2))), { ...nothingElse, tax, shipping: 499, total: sum + 499 + (included ? 0 : tax) }, 2)
    if ('off' in priced) return expect(Math.abs(priced.off)).toBeLessThan(cents.length + 1)
    expect(totalOf(priced).order).toMatchObject({ tax, total: sum + 499 + (included ? 0 : tax) })
  }))
})

it('says by how much a file does not add up', () => {
  expect(priceOrder([line('1', '10')], { ...nothingElse, total: 1200 }, 2)).toEqual({ off: 200, computed: 1000 })
})
