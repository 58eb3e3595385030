import { expect, test } from 'vitest'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { runOrderTimer } from '#features/orders/run-timer.ts'
import { openLog } from '#platform/log.ts'
import { runDueTimers } from '#platform/order-timers.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { startTestWeb } from '#test/web.ts'
import { allowedOf, foundBusiness, home, stepOf } from './business.ts'

const { database, ownerUrl } = await ownDatabase()
const shop = await foundBusiness(database, 'whatsapp-shop')
const web = await startTestWeb(database)
const tracked = { fields: { trackingNumber: 'AWB 17' } }
const no = { reason: 'Out of stock' }
const cart = (given: object = {}) => shop.place({ orderType: 'catalog-order', channel: 'whatsapp', customer: { phone: '+1 555 010 1234' }, ...given })
const confirmed = () => cart({ shippingAddress: home, paymentMethod: 'card' })
const tabs = async () => (await shop.counts('orders')).tabs

/** Takes one transition after another. */
async function through(order: ShownOrder, ...transitions: string[]): Promise<ShownOrder> {
  let now = order
  for (const transition of transitions) now = await shop.take(now, transition, transition === 'mark-shipped' ? tracked : /^(reject|cancel)-order$/.test(transition) ? no : {})
  return now
}

/** Lets the order wait longer than its step allows, and the clock look. */
async function letTimePass({ id }: ShownOrder): Promise<void> {
  await asOwner(ownerUrl, `UPDATE orders SET step_entered_at = step_entered_at - (coalesce(timer_at, now()) - now()) - interval '1 minute', timer_at = now() - interval '1 minute' WHERE id = '${id}'; UPDATE order_timer SET due_at = now() - interval '1 minute' WHERE order_id = '${id}'`)
  await runDueTimers({ database, log: openLog('fatal', { readable: true }), signal: new AbortController().signal }, runOrderTimer)
}

test('SC-4: a cart confirms itself once address and payment method are there, and comes back by way of the whole road', async () => {
  const before = await tabs()
  let order = await cart()
  expect([stepOf(order), order.customer.phone]).toEqual(['Placed', '+1 555 010 1234'])
  expect(await tabs()).toEqual({ ...before, all: (before['all'] ?? 0) + 1, placed: (before['placed'] ?? 0) + 1 })
  order = await shop.change(order, { shippingAddress: home })
  expect(stepOf(order)).toBe('Placed')
  order = await shop.change(order, { paymentMethod: 'cash on delivery' })
  expect(stepOf(order)).toBe('Confirmed')

  order = await through(order, 'approve-order', 'mark-processed')
  expect(await shop.refuses(order, { transition: 'mark-shipped', fields: { carrier: 'Blue Dart' } })).toMatchObject({ status: 422, errors: [{ pointer: '/fields/trackingNumber', code: 'required' }] })
  order = await through(order, 'mark-shipped')
  expect(await shop.refuses(order, { transition: 'cancel-order', reason: 'Too late' })).toMatchObject({ status: 409, type: '/problems/illegal-transition', allowed: ['mark-delivered'] })
  expect(stepOf(await shop.read(order))).toBe('Shipped')
  order = await through(order, 'mark-delivered', 'mark-returned', 'archive-order')
  expect([stepOf(order), order.archivedAt === null]).toEqual(['Archived', false])
  expect(await tabs()).toEqual({ ...before, archived: (before['archived'] ?? 0) + 1 })
  expect(await shop.moves(order)).toEqual([])
  expect(stepOf(await shop.api.ask('order.restore', { id: order.id }))).toBe('Returned')

  const { items } = await shop.api.ask('order.list_events', { id: order.id, limit: 100 })
  const confirming = items.find(({ data }) => (data as { move?: string }).move === 'confirm-order')
  expect(confirming).toMatchObject({ actor: { kind: 'system' }, data: { because: { rule: 'automatic' } } })
})

test('B4-01: the customer gives address and payment method by their own link, and the order is confirmed without the staff', async () => {
  const order = await cart()
  const { link = '' } = await shop.api.ask('order.share', { id: order.id })
  const token = link.slice('/o/'.length)
  const page = (await web.ask('GET', link)).text
  const [, address = ''] = /class="offer" href="([^"#]+)#/.exec(page) ?? []
  expect(page).toContain('>Delivery address and payment</a>')
  const at = (path: string) => `/api/public/wizards/${address.replace('/i/', '')}${path}`
  const begun = await web.ask('POST', at('/runs'), { headers: { 'docket-order': token }, body: {} })
  const headers = { 'docket-run': String(begun.json['token']) }
  expect((await web.ask('PATCH', at('/run'), { headers, body: { answers: { address: home, landmark: 'Blue gate' }, completes: 'address' } })).json['page']).toBe('payment')
  // Nothing is the order's before the customer sends it.
  expect([stepOf(await shop.read(order)), (await shop.read(order)).shippingAddress]).toEqual(['Placed', null])
  expect(await web.ask('POST', at('/run/finish'), { headers, body: { answers: { payment: { method: 'Cash on delivery' } } } })).toMatchObject({ status: 200, json: { state: 'finished', order: { number: order.number } } })
  const confirmed = await shop.read(order)
  expect([stepOf(confirmed), confirmed.shippingAddress?.line1, confirmed.paymentMethod, confirmed.paymentStatus]).toEqual(['Confirmed', home.line1, 'Cash on delivery', 'unpaid'])
  const { items } = await shop.api.ask('order.list_events', { id: order.id, limit: 100 })
  expect(items.flatMap(({ type, actor }) => (type === 'order.moved' || type === 'order.updated' ? [`${type} ${actor.kind}`] : []))).toEqual(['order.updated customer', 'order.moved system', 'order.updated customer'])
  expect((await web.ask('GET', link)).text).not.toContain('class="offer"')
})

test('a cart nobody finishes is abandoned by its timer, and confirmed when the payment method comes late', async () => {
  const order = await cart({ shippingAddress: home })
  await letTimePass(order)
  const abandoned = await shop.read(order)
  expect(stepOf(abandoned)).toBe('Abandoned')
  expect((await shop.api.ask('order.list_events', { id: order.id })).items[0]).toMatchObject({ type: 'order.moved', actor: { kind: 'system' }, data: { because: { rule: 'timer' } } })
  expect(stepOf(await shop.change(order, { paymentMethod: 'card' }))).toBe('Confirmed')
  await letTimePass(order)
  expect(stepOf(await shop.read(order))).toBe('Confirmed')
})

test('what people may not do by hand, they may not do by naming it', async () => {
  const order = await cart()
  for (const transition of ['confirm-order', 'abandon-order']) expect(await shop.refuses(order, { transition })).toMatchObject({ status: 409 })
  for (const toStep of ['confirmed', 'abandoned', 'shipped', 'placed']) expect(await shop.refuses(order, { toStep })).toMatchObject({ status: 409 })
})

test('hold remembers where from, and an order is rejected with a reason', async () => {
  const roads: [string, ShownOrder][] = [
    ['Placed', await cart()], ['Confirmed', await confirmed()], ['Approved', await through(await confirmed(), 'approve-order')],
    ['Processed', await through(await confirmed(), 'approve-order', 'mark-processed')],
  ]
  for (const [name, order] of roads) {
    const held = await through(order, 'put-on-hold')
    expect([stepOf(held), held.heldFrom?.status.name]).toEqual(['On Hold', name])
    expect(allowedOf(await shop.moves(held))).toEqual([order.position.step, ...(name === 'Confirmed' ? ['approved'] : []), 'cancelled', 'rejected'].sort())
    const released = await through(held, 'release-order')
    expect([stepOf(released), released.heldFrom]).toEqual([name, null])
  }
  const order = await confirmed()
  expect(await shop.refuses(order, { transition: 'reject-order' })).toMatchObject({ status: 422, errors: [{ pointer: '/reason' }] })
  const rejected = await through(order, 'reject-order')
  expect([stepOf(rejected), rejected.position.status.category]).toEqual(['Rejected', 'cancelled'])
})

test('C4: every stage offers exactly its moves, and refuses every other', async () => {
  const abandoned = await cart()
  await letTimePass(abandoned)
  const shipped = ['approve-order', 'mark-processed', 'mark-shipped']
  const table: [order: ShownOrder, allowed: string[]][] = [
    [await cart(), ['on-hold', 'rejected', 'cancelled']],
    [await shop.read(abandoned), ['placed', 'cancelled', 'archived']],
    [await confirmed(), ['approved', 'on-hold', 'rejected', 'cancelled']],
    [await through(await cart(), 'put-on-hold'), ['placed', 'rejected', 'cancelled']],
    [await through(await confirmed(), 'put-on-hold'), ['confirmed', 'approved', 'rejected', 'cancelled']],
    [await through(await confirmed(), 'approve-order'), ['processed', 'on-hold', 'cancelled']],
    [await through(await confirmed(), 'approve-order', 'mark-processed'), ['shipped', 'on-hold', 'cancelled']],
    [await through(await confirmed(), ...shipped), ['delivered']],
    [await through(await confirmed(), ...shipped, 'mark-delivered'), ['returned', 'archived']],
    [await through(await confirmed(), ...shipped, 'mark-delivered', 'mark-returned'), ['archived']],
    [await through(await cart(), 'reject-order'), ['archived']],
    [await through(await cart(), 'cancel-order'), ['archived']],
    [await through(await cart(), 'cancel-order', 'archive-order'), []],
  ]
  const stages = (await shop.api.ask('workflow.list')).items.flatMap(({ steps }) => steps.map(({ key }) => key))
  expect(new Set(table.map(([order]) => order.position.step))).toEqual(new Set(stages))
  for (const [order, allowed] of table) {
    expect(allowedOf(await shop.moves(order)), stepOf(order)).toEqual(allowed.sort())
    for (const toStep of stages.filter((stage) => !allowed.includes(stage))) {
      expect((await shop.refuses(order, { toStep, ...tracked, ...no })).status, `${stepOf(order)} to ${toStep}`).toBe(409)
    }
    expect(await shop.read(order)).toEqual(order)
  }
})
