import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { totalsOf } from './totals.ts'

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 100_000 }).map((thousandths) => thousandths / 1000),
  unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
  discount: fc.integer({ min: 0, max: 10_000_000 }),
  taxRate: fc.integer({ min: 0, max: 300_000 }).map((tenThousandths) => tenThousandths / 10_000),
})
const terms = fc.record({ taxIncluded: fc.boolean(), discount: fc.integer({ min: 0, max: 1_000_000 }), shipping: fc.integer({ min: 0, max: 100_000 }) })

describe('totals of an order', () => {
  it('reconcile on every line and on the order, whatever is ordered', () => {
    fc.assert(fc.property(fc.array(line, { maxLength: 40 }), terms, (lines, order) => {
      const totals = totalsOf(lines, order)
      for (const one of totals.lines) expect(one.subtotal - one.discount + one.tax).toBe(one.total)
      const sum = (pick: (one: (typeof totals.lines)[number]) => number) => totals.lines.reduce((total, one) => total + pick(one), 0)
      expect(sum((one) => one.total) + order.shipping).toBe(totals.order.total)
      expect(totals.order.subtotal - totals.order.discount + totals.order.tax + totals.order.shipping).toBe(totals.order.total)
      expect(totals.order.total).toBeGreaterThanOrEqual(0)
    }))
  })

  it('are those of a till receipt', () => {
    const lines = [{ quantity: 2, unitPrice: 12000, discount: 0, taxRate: 8.25 }]
    expect(totalsOf(lines, { taxIncluded: false, discount: 0, shipping: 500 }).order).toEqual({ subtotal: 24000, discount: 0, tax: 1980, shipping: 500, total: 26480 })
    expect(totalsOf([{ quantity: 1, unitPrice: 11900, discount: 0, taxRate: 19 }], { taxIncluded: true, discount: 0, shipping: 0 }).order).toEqual({ subtotal: 10000, discount: 0, tax: 1900, shipping: 0, total: 11900 })
  })

  it('never let a discount make anyone owe less than nothing', () => {
    expect(totalsOf([{ quantity: 1, unitPrice: 100, discount: 500, taxRate: 10 }], { taxIncluded: false, discount: 900, shipping: 0 }).order.total).toBe(0)
  })
})
