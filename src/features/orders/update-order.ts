import { refuseField } from '#domain/kernel/refusal.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import type { Changes } from '#domain/events.ts'
import * as contract from '#domain/orders/contract.ts'
import { orderFieldsOf } from '#domain/orders/custom-fields.ts'
import { refuseArchived, refuseDiscountBeyond, refuseTooLarge, refuseUnlessEditable } from '#domain/orders/editing.ts'
import { locationNamed } from '#domain/orders/order-number.ts'
import { withTotals, type Order } from '#domain/orders/order.ts'
import { recogniseCustomer } from '#features/customers/recognise-customer.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { refuseUnlessMayPrice } from './build-lines.ts'
import { followOrder } from './follow-order.ts'
import { getOrderForChange, saveOrder } from './order-rows.ts'
import { presentOrder } from './present-order.ts'
import { refuseUnfitValues } from './refuse-unfit-values.ts'

type Asked = InputOf<typeof contract.updateOrder>

// What binds the business to the customer: it may change only while the order's category says so. Notes, tags and dates always may.
const settled = ['customer', 'shipping', 'discount', 'shippingAddress', 'billingAddress', 'fulfilmentMethod', 'location'] as const
const plain = ['paymentMethod', 'fulfilmentMethod', 'dueAt', 'scheduledAt', 'shippingAddress', 'billingAddress', 'notes', 'additionalNotes', 'tags', 'externalReference'] as const

/** Changes an order's details. Totals follow, and so does what the process does by itself once a fact is known. */
export const updateOrder = operation(contract.updateOrder, async (scope, asked) => {
  const order = await getOrderForChange(scope, asked.id)
  if (settled.some((name) => asked[name] !== undefined)) refuseUnlessEditable(order)
  else refuseArchived(order)
  const process = await getProcess(scope, order.processId)
  await refuseUnfitValues(scope, [{ declared: orderFieldsOf(process), given: asked.fields, pointer: '/fields', before: order.fields }])
  const updated = withTotals(await withDetails(scope, order, asked))
  refuseTooLarge(updated, '/shipping')
  if (asked.discount) refuseDiscountBeyond(updated)
  const changes = changesBetween(order, updated)
  if (Object.keys(changes).length === 0) return presentOrder(scope, order)
  record(scope, 'order.updated', { changes }, order.id)
  return presentOrder(scope, saveOrder(scope, order, await followOrder(scope, process, updated)))
})

async function withDetails(scope: Scope, order: Order, asked: Asked): Promise<Order> {
  const given = Object.fromEntries(plain.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]]))) as Partial<Order>
  const location = asked.location === undefined ? order.location : locationNamed((await organizationSettings(scope)).locations, asked.location).key
  const customer = asked.customer && (await recogniseCustomer(scope, asked.customer))
  for (const name of ['shipping', 'discount'] as const) {
    if (asked[name] && asked[name].currency !== order.currency) refuseField(`/${name}/currency`, 'currency', `Every amount of this order is in ${order.currency}.`)
  }
  if (asked.discount && asked.discount.amount !== order.orderDiscount) refuseUnlessMayPrice(scope, '/discount')
  return {
    ...order, ...given, location,
    ...(customer ? { customerId: customer.id, customer: customer.snapshot } : {}),
    ...(asked.fields ? { fields: { ...order.fields, ...asked.fields } } : {}),
    ...(asked.shipping ? { shipping: asked.shipping.amount } : {}),
    ...(asked.discount ? { orderDiscount: asked.discount.amount } : {}),
  }
}

const recorded = [...plain, 'location', 'customerId', 'customer', 'fields', 'shipping', 'orderDiscount', 'total'] as const

function changesBetween(before: Order, after: Order): Changes {
  return Object.fromEntries(
    recorded.flatMap((name) => (JSON.stringify(before[name]) === JSON.stringify(after[name]) ? [] : [[name, { from: before[name], to: after[name] }]])),
  )
}
