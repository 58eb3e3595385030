import { allocate, scaleAmount } from '../kernel/money.ts'

/** What a line costs, before anyone computes: amounts in minor units of the order's one currency. */
export type PricedLine = {
  quantity: number
  unitPrice: number
  /** Taken off the whole line. */
  discount: number
  /** Percent, at most four decimals. */
  taxRate: number
}

export type LineTotals = { subtotal: number; discount: number; tax: number; total: number }
export type OrderTotals = { subtotal: number; discount: number; tax: number; shipping: number; total: number }

/**
 * Computes every amount of an order. On each line and on the order: subtotal − discount + tax (+ shipping) = total,
 * also where prices include tax; there the subtotal is what remains of the price without it.
 * A discount on the whole order is split over the lines by value, so that each line's tax is right.
 */
export function totalsOf(
  lines: PricedLine[],
  order: { taxIncluded: boolean; discount: number; shipping: number },
): { lines: LineTotals[]; order: OrderTotals } {
  const gross = lines.map(grossOf)
  const afterLineDiscount = gross.map((amount, i) => lessDiscount(amount, lines[i]?.discount ?? 0))
  const shares = allocate(Math.min(order.discount, sum(afterLineDiscount)), afterLineDiscount)
  const priced = lines.map((line, i) => {
    const full = gross[i] ?? 0
    const net = (afterLineDiscount[i] ?? 0) - (shares[i] ?? 0)
    return order.taxIncluded ? includedTax(full, net, line.taxRate) : addedTax(full, net, line.taxRate)
  })
  const subtotal = sum(priced.map((line) => line.subtotal))
  const discount = sum(priced.map((line) => line.discount))
  const tax = sum(priced.map((line) => line.tax))
  return { lines: priced, order: { subtotal, discount, tax, shipping: order.shipping, total: subtotal - discount + tax + order.shipping } }
}

/** What so many cost at this price, in minor units: before anything is taken off or put on. */
export function grossOf({ unitPrice, quantity }: Pick<PricedLine, 'unitPrice' | 'quantity'>): number {
  return scaleAmount(unitPrice, Math.round(quantity * 1000), 1000)
}

/** An amount after its discount, which never takes off more than there is. */
export function lessDiscount(amount: number, discount: number): number {
  return amount - Math.min(discount, amount)
}

function addedTax(full: number, net: number, taxRate: number): LineTotals {
  const tax = scaleAmount(net, rateInMillionths(taxRate), 1_000_000)
  return { subtotal: full, discount: full - net, tax, total: net + tax }
}

function includedTax(full: number, net: number, taxRate: number): LineTotals {
  const rate = rateInMillionths(taxRate)
  const tax = net - scaleAmount(net, 1_000_000, 1_000_000 + rate)
  return { subtotal: full - tax, discount: full - net, tax, total: net }
}

/** 8.25 % is 82,500 millionths: four decimals of a percent, exactly. */
function rateInMillionths(percent: number): number {
  return Math.round(percent * 10_000)
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
