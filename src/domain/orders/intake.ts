import type { FieldError } from '../kernel/refusal.ts'
import { isFilledIn } from '../workflows/present.ts'
import type { OrderType } from '../workflows/schema.ts'
import type { Order } from './order.ts'

/** What an order type insists on when an order is taken in, and what of it an order lacks; each with where it would stand in the request. */
export function intakeGaps({ intake, fields }: Pick<OrderType, 'intake' | 'fields'>, order: Pick<Order, 'customer' | 'lines' | 'shippingAddress' | 'fields'>): FieldError[] {
  return [
    ...(intake.customerEmail && !order.customer.email ? [gap('/customer/email', 'Email is required.')] : []),
    ...(intake.lines && order.lines.length === 0 ? [gap('/lines', 'At least one line item is required.')] : []),
    ...(intake.shippingAddress && !order.shippingAddress ? [gap('/shippingAddress', 'A shipping address is required.')] : []),
    ...fields.filter(({ key, required }) => required && !isFilledIn(order.fields[key])).map(({ key, label }) => gap(`/fields/${key}`, `${label} is required.`)),
  ]
}

function gap(pointer: string, message: string): FieldError {
  return { pointer, code: 'required', message }
}
