import { decimalOf } from '../kernel/money.ts'
import type { Order } from '../orders/order.ts'
import { grossOf, lessDiscount } from '../orders/totals.ts'
import { defuse } from './formula.ts'

/** The columns of Docket's own file of orders; detect-source.ts knows them again. */
export const exportColumns = [
  'Order number', 'Order type', 'Status', 'Category', 'Channel', 'Placed at', 'Due at', 'Cancelled at', 'Customer reference', 'Customer name', 'First name', 'Last name', 'Email', 'Phone',
  'Line item', 'SKU', 'Quantity', 'Unit price', 'Line total', 'Line status', 'Order discount', 'Shipping', 'Tax', 'Order total', 'Currency', 'Payment status', 'Payment method',
  'Fulfilment method', 'Address line 1', 'Address line 2', 'City', 'Region', 'Postal code', 'Country', 'Notes', 'Tags',
] as const
type Column = (typeof exportColumns)[number]

/**
 * An order as rows of a file, one a line item. Amounts of the whole order stand in its first row alone, so that whoever adds up
 * a column gets the truth. Cells that a spreadsheet would run are defused.
 */
export function exportRows(order: Order, names: { orderType: string; status(statusId: string): string }): string[][] {
  const money = (amount: number) => decimalOf({ amount, currency: order.currency })
  const lineTotals = order.lines.map((line) => (line.position?.category === 'cancelled' ? 0 : lessDiscount(grossOf(line), line.lineDiscount)))
  const address = order.shippingAddress
  const everyRow: Partial<Record<Column, string | null | undefined>> = {
    'Order number': order.number, 'Order type': names.orderType, Status: names.status(order.position.statusId), Category: order.position.category, Channel: order.channel, 'Placed at': order.placedAt,
    'Due at': order.dueAt, 'Cancelled at': order.position.category === 'cancelled' ? order.stepEnteredAt : null, 'Customer reference': order.customerId, 'Customer name': order.customer.name,
    'First name': order.customer.firstName, 'Last name': order.customer.lastName, Email: order.customer.email, Phone: order.customer.phone, Currency: order.currency,
    'Payment status': order.paymentStatus, 'Payment method': order.paymentMethod, 'Fulfilment method': order.fulfilmentMethod, 'Address line 1': address?.line1, 'Address line 2': address?.line2,
    City: address?.city, Region: address?.region, 'Postal code': address?.postalCode, Country: address?.country, Notes: order.notes, Tags: order.tags.join(', '),
  }
  const firstRow: Partial<Record<Column, string>> = {
    'Order discount': money(Math.min(order.orderDiscount, lineTotals.reduce((sum, one) => sum + one, 0))), Shipping: money(order.shipping), Tax: money(order.tax), 'Order total': money(order.total),
  }
  const lines = order.lines.map((line, i): Partial<Record<Column, string | null>> => ({
    'Line item': line.name, SKU: line.sku, Quantity: String(line.quantity), 'Unit price': money(line.unitPrice), 'Line total': money(lineTotals[i] ?? 0),
    'Line status': line.position && names.status(line.position.statusId), ...(i === 0 ? firstRow : {}),
  }))
  return (lines.length > 0 ? lines : [firstRow]).map((line) => exportColumns.map((column) => defuse({ ...everyRow, ...line }[column] ?? '')))
}
