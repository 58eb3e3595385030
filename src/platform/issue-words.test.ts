import { expect, test } from 'vitest'
import { listOrders, placeOrder } from '#domain/orders/contract.ts'
import type { Refusal } from '#domain/kernel/refusal.ts'
import { parse } from './operation.ts'

const order = { orderType: 'shop', customer: { email: 'amira@example.com' }, lines: [] }

test.each([
  [{ ...order, orderType: undefined }, 'This is needed.'],
  [{ ...order, orderType: 5 }, 'This must be text.'],
  [{ ...order, orderType: 'Shop Order' }, 'Use lower-case letters, digits and dashes.'],
  [{ ...order, lines: {} }, 'This must be a list.'],
  [{ ...order, lines: [{}] }, 'A line item needs a sku, a productId or a name.'],
  [{ ...order, lines: [{ name: '  ' }] }, 'This may not be empty.'],
  [{ ...order, lines: [{ name: 'X', quantity: 'two' }] }, 'This must be a number.'],
  [{ ...order, lines: [{ name: 'X', unitPrice: { amount: 1.5, currency: 'USD' } }] }, 'This must be a whole number.'],
  [{ ...order, id: 'one' }, 'This is not an id.'],
  [{ ...order, dueAt: 'tomorrow' }, 'This is not a point in time such as 2026-01-31T09:00:00Z.'],
  [{ ...order, customer: { email: 'amira' } }, 'This is not an email address.'],
  [{ ...order, currency: 'XXX' }, 'This is not an ISO 4217 currency.'],
  [{ ...order, fields: { size: {} } }, 'This is no value that is possible here.'],
])('%j is refused in a sentence', (given, message) => {
  expect(messagesOf(() => parse(placeOrder, given))).toContain(message)
})

test('so is a date or a choice in a query', () => {
  expect(messagesOf(() => parse(listOrders, { placedFrom: '2026-02-31' }))).toEqual(['This is not a date such as 2026-01-31.'])
  expect(messagesOf(() => parse(listOrders, { direction: 'up' }))).toEqual(['This is none of: asc, desc.'])
})

function messagesOf(work: () => unknown): string[] {
  try {
    work()
    return []
  } catch (error) {
    return (error as Refusal).errors.map(({ message }) => message)
  }
}
