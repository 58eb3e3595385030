import { allocate, scaleAmount } from '../kernel/money.ts'
import { totalsOf } from '../orders/totals.ts'
import { ceilToMinor, decimalOne, dividedBy, roundToMinor, times, type Decimal } from './decimal.ts'

/** What a file says of a line's price: a unit price, a total after the line's discount, or both. */
export type WrittenLine = { quantity: Decimal; unitPrice: Decimal | undefined; total: Decimal | undefined; discountFraction: Decimal | undefined }
/** What a file says of an order's amounts, in minor units; what it does not say is undefined. */
export type WrittenAmounts = { discount: number; shipping: number; tax: number; total: number | undefined }

export type PricedLine = { quantity: number; unitPrice: number; lineDiscount: number; taxRate: number }
export type PricedOrder = { lines: PricedLine[]; orderDiscount: number; shipping: number; taxIncluded: boolean; total: number }

/**
 * Prices an order so that it comes to exactly what the file says. Lines are rounded cumulatively, so that however many
 * fractions of a cent there are, the rounded lines add up to the rounded sum. Where the file's own total is not what its parts
 * make, the answer is the difference.
 */
export function priceOrder(written: WrittenLine[], amounts: WrittenAmounts, exponent: number): PricedOrder | { off: number; computed: number } {
  const exact = written.map(exactTotalOf)
  const cents = roundedTogether(exact, exponent)
  const lines = written.map((line, i) => pricedLine(line, exact[i] ?? 0n, cents[i] ?? 0, exponent))
  const sum = cents.reduce((total, one) => total + one, 0)
  // Programs differ in whether prices include tax and whether lines are already less the discount; the total tells.
  const readings = [
    { taxIncluded: false, discount: amounts.discount },
    { taxIncluded: true, discount: amounts.discount },
    { taxIncluded: false, discount: 0 },
    { taxIncluded: true, discount: 0 },
  ].filter(({ discount }) => discount <= sum)
  const meant = amounts.total === undefined
    ? readings[0]
    : readings.find(({ taxIncluded, discount }) => sum - discount + amounts.shipping + (taxIncluded ? 0 : amounts.tax) === amounts.total)
  const computed = sum - amounts.discount + amounts.shipping + amounts.tax
  if (!meant) return { off: (amounts.total ?? 0) - computed, computed }
  const terms = { taxIncluded: meant.taxIncluded, discount: meant.discount, shipping: amounts.shipping }
  const taxed = withTax(lines, terms, amounts.tax)
  const expected = sum - meant.discount + amounts.shipping + (meant.taxIncluded ? 0 : amounts.tax)
  const { total } = totalsOf(taxed.map(asPriced), terms).order
  if (total !== expected) return { off: expected - total, computed: total }
  return { lines: taxed, orderDiscount: meant.discount, shipping: amounts.shipping, taxIncluded: meant.taxIncluded, total }
}

function exactTotalOf({ quantity, unitPrice, total, discountFraction = 0n }: WrittenLine): Decimal {
  return total ?? times(times(unitPrice ?? 0n, quantity), decimalOne - discountFraction)
}

function roundedTogether(exact: Decimal[], exponent: number): number[] {
  let sum = 0n
  return exact.map((amount) => {
    const before = roundToMinor(sum, exponent)
    sum += amount
    return roundToMinor(sum, exponent) - before
  })
}

// Unit price × quantity − discount is the line's total, exactly: the price is rounded up, and the discount takes the rest.
function pricedLine(line: WrittenLine, exact: Decimal, cents: number, exponent: number): PricedLine {
  const fraction = line.discountFraction ?? 0n
  const listed = line.unitPrice ?? dividedBy(fraction < decimalOne ? dividedBy(exact, decimalOne - fraction) : exact, line.quantity)
  const thousandths = Number(line.quantity / (decimalOne / 1000n))
  const least = Number((BigInt(cents) * 1000n + BigInt(thousandths) - 1n) / BigInt(thousandths))
  const unitPrice = Math.max(ceilToMinor(listed, exponent), least)
  return { quantity: thousandths / 1000, unitPrice, lineDiscount: scaleAmount(unitPrice, thousandths, 1000) - cents, taxRate: 0 }
}

type Terms = { taxIncluded: boolean; discount: number; shipping: number }

/** The rates that make exactly this tax: one plain rate for all where there is one, else what each line's share comes to. */
function withTax(lines: PricedLine[], terms: Terms, tax: number): PricedLine[] {
  if (tax === 0) return lines
  const taxOf = (candidates: PricedLine[]) => totalsOf(candidates.map(asPriced), terms).order.tax
  const nets = netsOf(lines, terms)
  const net = nets.reduce((total, one) => total + one, 0)
  for (const decimals of [100, 1000, 10_000]) {
    const taxRate = Math.min(100, Math.round((rate(tax, net, terms) / 10_000) * decimals) / decimals)
    const candidate = lines.map((line) => ({ ...line, taxRate }))
    if (taxOf(candidate) === tax) return candidate
  }
  const shares = allocate(tax, nets)
  return lines.map((line, i) => ({ ...line, taxRate: Math.min(100, Math.round(rate(shares[i] ?? 0, nets[i] ?? 0, terms)) / 10_000) }))
}

function netsOf(lines: PricedLine[], terms: Terms): number[] {
  const { lines: totals } = totalsOf(lines.map(asPriced), { ...terms, taxIncluded: false })
  return totals.map((line) => line.total)
}

/** In millionths. */
function rate(tax: number, net: number, { taxIncluded }: Terms): number {
  const base = taxIncluded ? net - tax : net
  return base > 0 ? (tax * 1_000_000) / base : 0
}

function asPriced({ lineDiscount, ...line }: PricedLine) {
  return { ...line, discount: lineDiscount }
}
