import type { z } from 'zod'
import { isReachable } from '../customers/contact-point.ts'
import { given } from '../kernel/given.ts'
import { decimalOf, exponentOf, isCurrency, LARGEST_AMOUNT } from '../kernel/money.ts'
import * as s from '../kernel/schema.ts'
import type { PaymentStatus } from '../orders/payment-status.ts'
import { importTargets, type ImportMapping, type ImportTarget, type rowProblem } from './contract.ts'
import { countryCodeOf } from './country.ts'
import { decimalOne, readDecimal, roundToMinor, type Decimal } from './decimal.ts'
import { undefuse } from './formula.ts'
import { paymentStatusOf } from './payment-words.ts'
import { priceOrder, type PricedLine, type WrittenLine } from './price-order.ts'
import { readInstant } from './read-date.ts'

export type RowProblem = z.infer<typeof rowProblem>
export type FileRow = { row: number; cells: string[] }

/** An order as a file tells it, understood: amounts in minor units, instants in UTC. */
export type ReadOrder = {
  number: string
  placedAt: string
  dueAt: string | null
  cancelledAt: string | null
  customer: { reference?: string; firstName?: string; lastName?: string; email?: string; phone?: string }
  lines: (PricedLine & { name: string; sku: string | null })[]
  currency: string
  taxIncluded: boolean
  orderDiscount: number
  shipping: number
  total: number
  paymentStatus: PaymentStatus
  paymentMethod: string | null
  fulfilmentMethod: string | null
  address: s.Address | null
  notes: string
  tags: string[]
}

/** How a file is read: which cell is what, and what an organization's dates mean. */
export type Reading = { mapping: ImportMapping; columns: string[]; zone: string; now: string }

const MOST_LINES = 500

// Making a schema costs more than a thousand uses of it.
const longText = s.text(10_000)
const lines = new Map<number, ReturnType<typeof s.line>>()
function lineOf(max: number): ReturnType<typeof s.line> {
  const known = lines.get(max) ?? s.line(max)
  lines.set(max, known)
  return known
}

/**
 * Reads the rows of one order. Whatever is wrong is named by row and column; then there is no order. A row that says nothing
 * but an order's number (files have tables of returns at their end) is named and left out alone: the order stands without it.
 */
export function readOrder(rows: FileRow[], reading: Reading): { order: ReadOrder | undefined; problems: RowProblem[] } {
  const reader = readerOf(reading)
  const empty = rows.filter((row) => reader.isEmpty(row))
  const problems: RowProblem[] = empty.map(({ row, cells }) => ({ row, column: null, message: emptyRowMessage(cells, reading.columns) }))
  const told = rows.filter((row) => !empty.includes(row))
  const [first] = told
  if (!first) return { order: undefined, problems: rows.every(({ cells }) => cells.every((cell) => cell.trim() === '')) ? [] : problems }
  const before = problems.length
  const order = readTold(told, first, reading, reader, problems)
  return { order: problems.length === before ? order : undefined, problems }
}

function emptyRowMessage(cells: string[], columns: string[]): string {
  const short = cells.length < columns.length ? ` The row has ${cells.length} of ${columns.length} cells.` : ''
  return `There is nothing of an order in this row, so it is left out.${short}`
}

function readTold(rows: FileRow[], first: FileRow, reading: Reading, reader: Reader, problems: RowProblem[]): ReadOrder | undefined {
  const { mapping, zone } = reading
  const problem = (row: number, target: ImportTarget | null, message: string) => void problems.push({ row, column: (target && mapping.columns[target]) ?? null, message })
  for (const { row, cells } of rows) {
    if (cells.slice(reading.columns.length).some((cell) => cell.trim() !== '')) problem(row, null, `The row has ${cells.length} cells, and the header ${reading.columns.length}. A separator or a quotation mark is wrong in it.`)
  }
  if (rows.length > MOST_LINES) problem(first.row, 'order_number', `An order has at most ${MOST_LINES} line items.`)

  // What is said once for the whole order stands in any of its rows, usually the first or all of them.
  const said = (target: ImportTarget): { text: string; row: number } => {
    const row = rows.find((candidate) => reader.text(candidate, target) !== '') ?? first
    return { text: reader.text(row, target), row: row.row }
  }
  const oneLine = (target: ImportTarget, max: number): string | undefined => {
    const { text, row } = said(target)
    if (text === '') return undefined
    const parsed = lineOf(max).safeParse(text.replaceAll(/[\r\n\t]+/g, ' '))
    if (parsed.success) return parsed.data
    problem(row, target, text.length > max ? `This is longer than ${max} characters.` : 'This has characters that cannot be kept.')
    return undefined
  }
  const instant = (target: ImportTarget): string | null => {
    const { text, row } = said(target)
    if (text === '') return null
    const at = readInstant(text, mapping.dateFormat, zone)
    if (at === undefined) problem(row, target, `“${shortened(text)}” is not a date written ${formats[mapping.dateFormat]}.`)
    return at ?? null
  }

  const number = oneLine('order_number', 60)
  if (number === undefined && problems.length === 0) problem(first.row, 'order_number', 'There is no order number.')
  const placedAt = instant('placed_at')
  const customer = readCustomer()
  const currency = (said('currency').text || mapping.currency).toUpperCase()
  if (!isCurrency(currency)) problem(said('currency').row, 'currency', `“${shortened(currency)}” is no currency.`)
  const exponent = exponentOf(currency)
  const lines = rows.slice(0, MOST_LINES).flatMap((row) => readLine(row) ?? [])
  const amounts = { discount: Math.abs(minor('order_discount', true) ?? 0), shipping: minor('order_shipping') ?? 0, tax: minor('order_tax') ?? 0, total: minor('order_total') }
  const paid = readPayment()
  const order = {
    placedAt: placedAt ?? reading.now, dueAt: instant('due_at'), cancelledAt: instant('cancelled_at'), customer, currency, paymentStatus: paid,
    paymentMethod: oneLine('payment_method', 60) ?? null, fulfilmentMethod: oneLine('fulfilment_method', 200) ?? null, address: readAddress(), notes: readNotes(), tags: readTags(),
  }
  if (lines.length === 0 && problems.length === 0) problem(first.row, null, 'The order has no line item.')
  if (number === undefined || problems.some(({ row }) => rows.some((one) => one.row === row))) return undefined
  const priced = priceOrder(lines.map((line) => line.written), amounts, exponent)
  if ('off' in priced) {
    const [off, computed] = [decimalOf({ amount: Math.abs(priced.off), currency }), decimalOf({ amount: priced.computed, currency })]
    problem(said('order_total').row, amounts.total === undefined ? 'order_tax' : 'order_total', `Line items, discount, shipping and tax make ${computed}; that is ${off} ${priced.off > 0 ? 'less' : 'more'} than the file says.`)
    return undefined
  }
  if (priced.total > LARGEST_AMOUNT) problem(first.row, 'order_total', 'The total is larger than any order can be.')
  const { orderDiscount, shipping, taxIncluded, total } = priced
  return { ...order, number, lines: priced.lines.map((line, i) => ({ ...line, name: lines[i]?.name ?? '', sku: lines[i]?.sku ?? null })), orderDiscount, shipping, taxIncluded, total }

  function readCustomer(): ReadOrder['customer'] {
    const reference = oneLine('customer_reference', 200)
    const whole = oneLine('customer_name', 200)
    const [, firstWord, rest] = /^(\S+)(?:\s+(.*))?$/.exec(whole ?? '') ?? []
    const firstName = oneLine('customer_first_name', 100) ?? (mapping.columns.customer_last_name && said('customer_last_name').text ? undefined : firstWord)
    const lastName = oneLine('customer_last_name', 100) ?? (firstName === firstWord ? rest : undefined)
    const email = oneLine('customer_email', 254)
    const phone = oneLine('customer_phone', 40)
    if (firstName === undefined && lastName === undefined && email === undefined && phone === undefined) {
      problem(first.row, mapping.columns.customer_name ? 'customer_name' : 'customer_email', 'There is no customer: no name, email or phone.')
    }
    for (const [name, max] of [[firstName, 100], [lastName, 100]] as const) {
      if (name !== undefined && name.length > max) problem(first.row, 'customer_name', `A name has at most ${max} characters.`)
    }
    return given({ reference, firstName, lastName, email: email && isReachable('email', email) ? email.toLowerCase() : email, phone })
  }

  function readLine(row: FileRow): { name: string; sku: string | null; written: WrittenLine } | undefined {
    const count = problems.length
    const name = reader.text(row, 'line_name').replaceAll(/[\r\n\t]+/g, ' ')
    const sku = reader.text(row, 'line_sku')
    if (name === '' && sku === '') problem(row.row, 'line_name', 'The line item has no name and no SKU.')
    if (name !== '' && !lineOf(200).safeParse(name).success) problem(row.row, 'line_name', name.length > 200 ? 'This is longer than 200 characters.' : 'This has characters that cannot be kept.')
    if (sku !== '' && !lineOf(100).safeParse(sku).success) problem(row.row, 'line_sku', sku.length > 100 ? 'This is longer than 100 characters.' : 'This has characters that cannot be kept.')
    const quantity = mapping.columns.line_quantity ? decimal(row, 'line_quantity') : decimalOne
    if (quantity !== undefined && (quantity < decimalOne / 1000n || quantity > decimalOne * 1_000_000n || quantity % (decimalOne / 1000n) !== 0n)) {
      problem(row.row, 'line_quantity', quantity <= 0n ? 'The quantity must be more than nothing.' : 'A quantity is at most 1,000,000 and has at most three decimals.')
    }
    const [unitPrice, total, discountFraction] = [decimal(row, 'line_unit_price'), decimal(row, 'line_total'), decimal(row, 'line_discount_fraction')]
    for (const [target, amount] of [['line_unit_price', unitPrice], ['line_total', total]] as const) {
      if (amount !== undefined && amount < 0n) problem(row.row, target, 'An amount may not be negative.')
    }
    if (discountFraction !== undefined && (discountFraction < 0n || discountFraction > decimalOne)) problem(row.row, 'line_discount_fraction', 'A discount is a fraction between 0 and 1, such as 0.2.')
    if (unitPrice === undefined && total === undefined && problems.length === count) problem(row.row, mapping.columns.line_total ? 'line_total' : 'line_unit_price', 'The line item has no price.')
    if (quantity === undefined && problems.length === count) problem(row.row, 'line_quantity', 'There is no quantity.')
    if (quantity === undefined || problems.length > count) return undefined
    return { name: name || sku, sku: sku || null, written: { quantity, unitPrice, total, discountFraction } }
  }

  function decimal(row: FileRow, target: ImportTarget): Decimal | undefined {
    const text = reader.text(row, target)
    if (text === '') return undefined
    const value = readDecimal(text, mapping.decimal)
    if (value === undefined) problem(row.row, target, `“${shortened(text)}” is not a number with ${mapping.decimal === '.' ? 'a decimal point' : 'a decimal comma'}.`)
    return value
  }

  function minor(target: ImportTarget, mayBeNegative = false): number | undefined {
    const row = rows.find((candidate) => reader.text(candidate, target) !== '')
    const value = row && decimal(row, target)
    if (row && value !== undefined && value < 0n && !mayBeNegative) problem(row.row, target, 'An amount may not be negative.')
    return value === undefined ? undefined : roundToMinor(value, exponent)
  }

  function readPayment(): PaymentStatus {
    const { text, row } = mapping.columns.payment_status ? said('payment_status') : { text: '', row: first.row }
    const status = paymentStatusOf(text || (mapping.paymentStatus ?? 'unpaid'))
    if (!status) problem(row, 'payment_status', `“${shortened(text)}” is no payment status that is known here.`)
    return status ?? 'unpaid'
  }

  function readAddress(): s.Address | null {
    const [line1, city] = [oneLine('address_line1', 200), oneLine('address_city', 100)]
    const postalCode = oneLine('address_postal_code', 20)?.replace(/^'/, '')
    const country = said('address_country')
    const code = country.text === '' ? undefined : countryCodeOf(country.text)
    if (country.text !== '' && !code) problem(country.row, 'address_country', `“${shortened(country.text)}” is no country.`)
    if (line1 === undefined && city === undefined) return null
    return { line1: line1 ?? NOT_GIVEN, city: city ?? NOT_GIVEN, ...given({ line2: oneLine('address_line2', 200), region: oneLine('address_region', 100), postalCode: postalCode || undefined, country: code }) }
  }

  function readNotes(): string {
    const { text, row } = said('notes')
    if (longText.safeParse(text).success) return text
    problem(row, 'notes', text.length > 10_000 ? 'This is longer than 10,000 characters.' : 'This has characters that cannot be kept.')
    return ''
  }

  function readTags(): string[] {
    const { text, row } = said('tags')
    const tags = [...new Set(text.split(',').map((tag) => tag.trim()).filter(Boolean))]
    if (tags.length <= 50 && tags.every((tag) => lineOf(50).safeParse(tag).success)) return tags
    problem(row, 'tags', 'An order has at most 50 tags of at most 50 characters each.')
    return []
  }
}

// An address needs a street and a city here; files such as statistics have only one of them.
const NOT_GIVEN = '(not given)'
const formats = { iso: 'year-month-day', mdy: 'month/day/year', dmy: 'day/month/year' }

type Reader = { text(row: FileRow, target: ImportTarget): string; isEmpty(row: FileRow): boolean }

function readerOf({ mapping, columns }: Reading): Reader {
  const places = new Map(importTargets.flatMap((target) => {
    const column = mapping.columns[target]
    const place = column === undefined ? -1 : columns.indexOf(column)
    return place === -1 ? [] : [[target, place] as const]
  }))
  const text = (row: FileRow, target: ImportTarget) => undefuse((row.cells[places.get(target) ?? -1] ?? '').trim())
  const telling = [...places.keys()].filter((target) => target !== 'order_number')
  // A row of an order has something of a line item in it, or, where the order's own facts stand alone, at least those.
  const isEmpty = (row: FileRow) => telling.every((target) => text(row, target) === '')
  return { text, isEmpty }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
