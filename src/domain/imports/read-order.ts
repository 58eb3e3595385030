import { decimalOf, exponentOf, isCurrency, LARGEST_AMOUNT } from '../kernel/money.ts'
import type { Address } from '../kernel/schema.ts'
import { MOST_LINES } from '../orders/order.ts'
import type { PaymentStatus } from '../orders/payment-status.ts'
import { priceOrder, type PricedLine, type WrittenAmounts } from './price-order.ts'
import { readAddress, readCustomer, readNotes, readPayment, readTags, type ReadCustomer } from './read-details.ts'
import { readLine, type ReadLine } from './read-line.ts'
import { cellsOf, shortened, toldIn, type FileRow, type Reading, type RowProblem, type Told } from './told-rows.ts'

/** An order as a file tells it, understood: amounts in minor units, instants in UTC. */
export type ReadOrder = {
  number: string
  placedAt: string
  dueAt: string | null
  cancelledAt: string | null
  customer: ReadCustomer
  lines: (PricedLine & { name: string; sku: string | null })[]
  currency: string
  taxIncluded: boolean
  orderDiscount: number
  shipping: number
  total: number
  paymentStatus: PaymentStatus
  paymentMethod: string | null
  fulfilmentMethod: string | null
  address: Address | null
  notes: string
  tags: string[]
}

/**
 * Reads the rows of one order. Whatever is wrong is named by row and column; then there is no order. A row that says nothing
 * but an order's number (files have tables of returns at their end) is named and left out alone: the order stands without it.
 */
export function readOrder(rows: FileRow[], reading: Reading): { order: ReadOrder | undefined; problems: RowProblem[] } {
  const cells = cellsOf(reading)
  const empty = rows.filter((row) => cells.isEmpty(row))
  const problems: RowProblem[] = empty.map((row) => ({ row: row.row, column: null, message: emptyRowMessage(row.cells, reading.columns) }))
  const telling = rows.filter((row) => !empty.includes(row))
  const [first] = telling
  if (!first) return { order: undefined, problems: rows.every((row) => row.cells.every((cell) => cell.trim() === '')) ? [] : problems }
  const before = problems.length
  const order = readTold(toldIn(telling, first, reading, cells, problems), reading)
  return { order: problems.length === before ? order : undefined, problems }
}

function emptyRowMessage(cells: string[], columns: string[]): string {
  const short = cells.length < columns.length ? ` The row has ${cells.length} of ${columns.length} cells.` : ''
  return `There is nothing of an order in this row, so it is left out.${short}`
}

function readTold(told: Told, { columns, now }: Reading): ReadOrder | undefined {
  const { rows, first, mapping, problems, problem, said, oneLine, instant, minor } = told
  for (const { row, cells } of rows) {
    if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) problem(row, null, `The row has ${cells.length} cells, and the header ${columns.length}. A separator or a quotation mark is wrong in it.`)
  }
  if (rows.length > MOST_LINES) problem(first.row, 'order_number', `An order has at most ${MOST_LINES} line items.`)
  const number = oneLine('order_number', 60)
  if (number === undefined && problems.length === 0) problem(first.row, 'order_number', 'There is no order number.')
  const placedAt = instant('placed_at')
  const customer = readCustomer(told)
  const currency = (said('currency').text || mapping.currency).toUpperCase()
  if (!isCurrency(currency)) problem(said('currency').row, 'currency', `“${shortened(currency)}” is no currency.`)
  const exponent = exponentOf(currency)
  const lines = rows.slice(0, MOST_LINES).flatMap((row) => readLine(row, told) ?? [])
  const amounts = {
    discount: Math.abs(minor('order_discount', exponent, true) ?? 0), shipping: minor('order_shipping', exponent) ?? 0,
    tax: minor('order_tax', exponent) ?? 0, total: minor('order_total', exponent),
  }
  const order = {
    placedAt: placedAt ?? now, customer, currency, paymentStatus: readPayment(told), dueAt: instant('due_at'), cancelledAt: instant('cancelled_at'),
    paymentMethod: oneLine('payment_method', 60) ?? null, fulfilmentMethod: oneLine('fulfilment_method', 200) ?? null,
    address: readAddress(told), notes: readNotes(told), tags: readTags(told),
  }
  if (lines.length === 0 && problems.length === 0) problem(first.row, null, 'The order has no line item.')
  if (number === undefined || problems.some(({ row }) => rows.some((one) => one.row === row))) return undefined
  const priced = priceTold(told, lines, amounts, currency)
  return priced && { ...order, ...priced, number }
}

/** What the order comes to; undefined, and noted, where the parts do not make the total that the file says. */
function priceTold({ first, said, problem }: Told, lines: ReadLine[], amounts: WrittenAmounts, currency: string): Pick<ReadOrder, 'lines' | 'orderDiscount' | 'shipping' | 'taxIncluded' | 'total'> | undefined {
  const priced = priceOrder(lines.map(({ written }) => written), amounts, exponentOf(currency))
  if ('off' in priced) {
    const [off, computed] = [decimalOf({ amount: Math.abs(priced.off), currency }), decimalOf({ amount: priced.computed, currency })]
    problem(said('order_total').row, amounts.total === undefined ? 'order_tax' : 'order_total', `Line items, discount, shipping and tax make ${computed}; that is ${off} ${priced.off > 0 ? 'less' : 'more'} than the file says.`)
    return undefined
  }
  if (priced.total > LARGEST_AMOUNT) problem(first.row, 'order_total', 'The total is larger than any order can be.')
  return { ...priced, lines: priced.lines.map((line, i) => ({ ...line, name: lines[i]?.name ?? '', sku: lines[i]?.sku ?? null })) }
}
