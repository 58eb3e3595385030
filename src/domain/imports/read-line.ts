import { decimalOne } from './decimal.ts'
import type { WrittenLine } from './price-order.ts'
import { lineOf, unkeepable, type FileRow, type Told } from './told-rows.ts'

/** A line item as a file tells it: not priced yet. */
export type ReadLine = { name: string; sku: string | null; written: WrittenLine }

const THOUSANDTH = decimalOne / 1000n
const LARGEST_QUANTITY = decimalOne * 1_000_000n

/** The line item of a row; undefined where something of it is wrong, which is noted. */
export function readLine(row: FileRow, { mapping, problems, problem, text, decimal }: Told): ReadLine | undefined {
  const before = problems.length
  const name = text(row, 'line_name').replaceAll(/[\r\n\t]+/g, ' ')
  const sku = text(row, 'line_sku')
  if (name === '' && sku === '') problem(row.row, 'line_name', 'The line item has no name and no SKU.')
  if (name !== '' && !lineOf(200).safeParse(name).success) problem(row.row, 'line_name', unkeepable(name, 200))
  if (sku !== '' && !lineOf(100).safeParse(sku).success) problem(row.row, 'line_sku', unkeepable(sku, 100))
  const quantity = mapping.columns.line_quantity ? decimal(row, 'line_quantity') : decimalOne
  if (quantity !== undefined && (quantity < THOUSANDTH || quantity > LARGEST_QUANTITY || quantity % THOUSANDTH !== 0n)) {
    problem(row.row, 'line_quantity', quantity <= 0n ? 'The quantity must be more than nothing.' : 'A quantity is at most 1,000,000 and has at most three decimals.')
  }
  const [unitPrice, total, discountFraction] = [decimal(row, 'line_unit_price'), decimal(row, 'line_total'), decimal(row, 'line_discount_fraction')]
  for (const [target, amount] of [['line_unit_price', unitPrice], ['line_total', total]] as const) {
    if (amount !== undefined && amount < 0n) problem(row.row, target, 'An amount may not be negative.')
  }
  if (discountFraction !== undefined && (discountFraction < 0n || discountFraction > decimalOne)) problem(row.row, 'line_discount_fraction', 'A discount is a fraction between 0 and 1, such as 0.2.')
  const isFine = () => problems.length === before
  if (unitPrice === undefined && total === undefined && isFine()) problem(row.row, mapping.columns.line_total ? 'line_total' : 'line_unit_price', 'The line item has no price.')
  if (quantity === undefined && isFine()) problem(row.row, 'line_quantity', 'There is no quantity.')
  return quantity !== undefined && isFine() ? { name: name || sku, sku: sku || null, written: { quantity, unitPrice, total, discountFraction } } : undefined
}
