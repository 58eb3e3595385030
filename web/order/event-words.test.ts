import { expect, test } from 'vitest'
import { remarkOf, sentenceOf, type Names } from './event-words.ts'

const names: Names = {
  order: 'order', lineItem: 'service', manager: 'project manager', currency: 'USD',
  status: ({ step }) => ({ 'pre-production': 'Pre-Production', production: 'Production', shipped: 'Shipped', 'in-progress': 'In Progress' })[step] ?? step,
  member: (id) => ({ d: 'Dana', o: 'Ola', b: 'Brendan' })[id] ?? 'Former member',
  payment: (status) => ({ unpaid: 'Pending', paid: 'Paid' })[status] ?? status,
  location: (key) => ({ 'main-street': 'Main Street shop' })[key] ?? key,
  money: (amount, currency) => `${(amount / 100).toFixed(2)} ${currency}`,
  dateTime: () => 'Tue 24 Nov 2026, 16:40',
}

const at = (step: string) => ({ phase: null, workflow: 'w', step, statusId: step, category: 'in_progress' })
const tell = (type: string, data: Record<string, unknown>) => sentenceOf({ type, data }, names)

test('an order that was placed tells its number, where from, how much', () => {
  const lines = [{ id: '1', name: 'A', quantity: 1, position: null }, { id: '2', name: 'B', quantity: 1, position: null }]
  expect(tell('order.placed', { number: '#12', channel: 'whatsapp', total: 42167, currency: 'USD', lines })).toBe('placed order #12 (WhatsApp): 2 services, 421.67 USD')
  expect(tell('order.placed', { number: '#13', channel: 'counter', total: 100, currency: 'USD', lines: [lines[0]], copyOf: 'x' })).toBe('placed a copy as order #13 (Counter): 1 service, 1.00 USD')
})

test('a move names both statuses, the transition where it says more, and the rule that made it by itself', () => {
  expect(tell('order.moved', { from: at('in-progress'), to: at('shipped'), move: 'mark-shipped', name: 'Mark Shipped' })).toBe('moved the order from In Progress to Shipped (Mark Shipped)')
  expect(tell('order.moved', { from: at('in-progress'), to: at('shipped'), move: 'to-shipped', name: 'shipped' })).toBe('moved the order from In Progress to Shipped')
  expect(tell('order.moved', { from: at('in-progress'), to: at('shipped'), move: 'x', name: 'x', because: { rule: 'roll_up', name: 'All services complete' } })).toBe(
    'moved the order from In Progress to Shipped (by the rule “All services complete”)',
  )
  expect(tell('line_item.moved', { lineItemId: '1', name: 'Home Photos', from: at('pre-production'), to: at('production'), move: 'to-production' })).toBe('moved Home Photos from Pre-Production to Production')
})

test('what a form or a reason added is told beside the sentence', () => {
  expect(remarkOf({ type: 'order.moved', data: { fields: { trackingNumber: '1Z99', carrier: 'UPS' } } })).toBe('tracking number: 1Z99 · carrier: UPS')
  expect(remarkOf({ type: 'order.moved', data: { reason: 'Out of stock' } })).toBe('Out of stock')
  expect(remarkOf({ type: 'order.archived', data: {} })).toBeUndefined()
})

test('changed details are told one by one, addresses and notes without their text, the total not twice', () => {
  expect(tell('order.updated', { changes: { dueAt: { from: null, to: '2026-11-24T16:40:00Z' }, total: { from: 1, to: 2 } } })).toBe('set the due date to Tue 24 Nov 2026, 16:40')
  expect(tell('order.updated', { changes: { shippingAddress: { from: {}, to: { city: 'X' } }, additionalNotes: { from: '', to: 'secret' } } })).toBe('changed the shipping address, edited the additional notes')
  expect(tell('order.updated', { changes: { customerId: { from: '1', to: '2' }, customer: { from: { name: 'A' }, to: { name: 'B' } } } })).toBe('changed the customer')
  expect(tell('order.updated', { changes: { fields: { from: { gateCode: '1', a: 1 }, to: { gateCode: '22', a: 1 } }, tags: { from: ['x'], to: [] } } })).toBe('set the gate code to 22, removed the tags')
  expect(tell('order.updated', { changes: { location: { from: 'depot', to: 'main-street' } } })).toBe('set the location to Main Street shop')
  expect(tell('order.updated', { changes: { shipping: { from: 0, to: 500 } } })).toBe('set the shipping to 5.00 USD')
})

test('people and payment read by their names', () => {
  expect(tell('order.assigned', { manager: { from: null, to: 'd' }, added: ['o', 'b'], removed: [] })).toBe('made Dana project manager and added Ola and Brendan to the team')
  expect(tell('line_item.assigned', { lineItemId: '1', name: 'Drone', added: [], removed: ['o'] })).toBe('took Ola off Drone')
  expect(tell('order.payment_set', { paymentStatus: { from: 'unpaid', to: 'paid' }, paymentMethod: { from: null, to: null } })).toBe('set the payment from Pending to Paid')
})

test('a changed line item tells what, and the total it leads to', () => {
  expect(tell('line_item.changed', { lineItemId: '1', name: 'Tote', changes: { quantity: { from: 1, to: 3 } }, total: { from: 100, to: 300 } })).toBe('changed Tote: quantity 1 → 3; the total is now 3.00 USD')
  expect(tell('line_item.changed', { lineItemId: '1', name: 'Tote', changes: { escalated: { from: false, to: true } }, total: { from: 1, to: 1 } })).toBe('changed Tote: escalated')
  expect(tell('line_item.added', { lineItemId: '1', name: 'Tote', quantity: 2, position: null, total: { from: 0, to: 200 } })).toBe('added 2 × Tote; the total is now 2.00 USD')
  expect(tell('line_item.removed', { lineItemId: '1', name: 'Tote', total: { from: 200, to: 200 } })).toBe('removed Tote')
})

test('an event nobody has words for yet is still told', () => {
  expect(tell('order.merged_away', {})).toBe('order merged away')
})

const answer = (label: string, value: string) => ({ wizard: 'hand-over', key: label, label, kind: 'text', value })

test('what a wizard was answered is told by what was asked', () => {
  const [by, key] = [answer('Collected by', 'Noor'), answer('Key number', '7')]
  expect(tell('order.updated', { changes: { answers: { from: [by], to: [by, key] } } })).toBe('answered “Key number”')
  expect(tell('order.updated', { changes: { answers: { from: [by], to: [answer('Collected by', 'Ola'), key] } } })).toBe('answered “Collected by” and “Key number”')
})
