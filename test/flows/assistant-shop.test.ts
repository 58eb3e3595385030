import { expect, test } from 'vitest'
import { perform } from '#platform/operation.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { openApi } from '#test/api-client.ts'
import { testDatabase } from '#test/database.ts'
import { startTestWeb } from '#test/web.ts'
import { allowedOf, amira, foundBusiness, home, stepOf, thing } from './business.ts'

const database = testDatabase()
const shop = await foundBusiness(database, 'assistant-shop')
const tracked = { fields: { carrier: 'UPS', trackingNumber: '1Z999' } }
const tabs = async () => (await shop.counts('orders')).tabs
const order = (given: object = {}) => shop.place({ orderType: 'product-order', channel: 'assistant', shippingAddress: home, ...given })

/** A program that works for the same shop under a name of its own. */
async function programNamed(name: string) {
  const { address } = await startTestWeb(database)
  const { key } = await perform(database, createApiKey, shop.caller('owner'), { name, role: 'staff' })
  return openApi(address, key ?? '')
}

test('SC-3: an assistant’s order is confirmed, shipped with tracking and completed; who did what stands on every event', async () => {
  const [assistant, warehouse] = [await programNamed('Assistant'), await programNamed('Warehouse')]
  const before = await tabs()
  const placed = await assistant.ask('order.place', { orderType: 'product-order', channel: 'assistant', customer: amira, lines: [thing('Tote bag'), thing('Strap')], shippingAddress: home })
  expect([stepOf(placed), placed.position.status.icon, placed.position.status.color, placed.channel]).toEqual(['Pending', '⏳', 'yellow', 'assistant'])
  expect(await tabs()).toEqual({ pending: (before['pending'] ?? 0) + 1, current: before['current'], all: (before['all'] ?? 0) + 1 })

  expect(stepOf(await shop.take(placed, 'confirm-order'))).toBe('In Progress')
  expect(await warehouse.refused('order.move', { id: placed.id, transition: 'mark-shipped', fields: { carrier: 'UPS' } }))
    .toMatchObject({ status: 422, type: '/problems/validation-failed', errors: [{ pointer: '/fields/trackingNumber', code: 'required' }] })
  const shipped = await warehouse.ask('order.move', { id: placed.id, transition: 'mark-shipped', ...tracked })
  expect([stepOf(shipped), shipped.fields]).toEqual(['Shipped', { carrier: 'UPS', trackingNumber: '1Z999' }])
  expect(await tabs()).toEqual({ pending: before['pending'], current: (before['current'] ?? 0) + 1, all: (before['all'] ?? 0) + 1 })
  expect(stepOf(await warehouse.ask('order.move', { id: placed.id, transition: 'complete-order' }))).toBe('Completed')
  expect(await tabs()).toEqual({ pending: before['pending'], current: before['current'], all: (before['all'] ?? 0) + 1 })

  const { items } = await shop.api.ask('order.list_events', { id: placed.id })
  expect(items.map(({ type, actor, sequence }) => [sequence, type, actor.kind, actor.name])).toEqual([
    [4, 'order.moved', 'api_client', 'Warehouse'], [3, 'order.moved', 'api_client', 'Warehouse'],
    [2, 'order.moved', 'api_client', 'Test owner'], [1, 'order.placed', 'api_client', 'Assistant'],
  ])
})

test('a second order is cancelled, not without a reason', async () => {
  const second = await order()
  expect(await shop.refuses(second, { transition: 'cancel-order' })).toMatchObject({ status: 422, errors: [{ pointer: '/reason', code: 'required' }] })
  expect(await shop.refuses(second, { transition: 'cancel-order', reason: '  ' })).toMatchObject({ status: 422, errors: [{ pointer: '/reason' }] })
  expect(stepOf(await shop.read(second))).toBe('Pending')
  const cancelled = await shop.take(second, 'cancel-order', { reason: 'Ordered twice' })
  expect([stepOf(cancelled), cancelled.cancelReason]).toEqual(['Cancelled', 'Ordered twice'])
  expect((await shop.refuses(cancelled, { transition: 'confirm-order' })).status).toBe(409)
})

test('a third is refused while the email, a product or the address is missing, each by its field, and nothing is created', async () => {
  const before = await tabs()
  const { email: _, ...nameless } = amira
  const gaps = (given: object) => shop.api.refused('order.place', { orderType: 'product-order', customer: amira, lines: [thing('Tote bag')], shippingAddress: home, ...given })
  expect(await gaps({ customer: { ...nameless, phone: '+1 555 010 7777' } })).toMatchObject({ status: 422, errors: [{ pointer: '/customer/email', code: 'required' }] })
  expect(await gaps({ customer: { ...amira, email: '' } })).toMatchObject({ status: 422, errors: [{ pointer: '/customer/email' }] })
  expect(await gaps({ lines: [] })).toMatchObject({ status: 422, errors: [{ pointer: '/lines', code: 'required' }] })
  expect(await gaps({ shippingAddress: undefined })).toMatchObject({ status: 422, errors: [{ pointer: '/shippingAddress', code: 'required' }] })
  expect(await gaps({ shippingAddress: { line1: '1 Main Street' } })).toMatchObject({ status: 422, errors: [{ pointer: '/shippingAddress/city' }] })
  expect(await tabs()).toEqual(before)
  expect((await shop.api.ask('customer.list', { q: '555 010 7777' })).items).toEqual([])
})

test('S3-16 to S3-18: with one order in each status the tabs count 1, 2 and 5', async () => {
  const fresh = await foundBusiness(database, 'assistant-shop')
  const road = [[], ['confirm-order'], ['confirm-order', 'mark-shipped'], ['confirm-order', 'mark-shipped', 'complete-order'], ['cancel-order']]
  for (const transitions of road) {
    const placed = await fresh.place({ orderType: 'product-order', shippingAddress: home })
    for (const transition of transitions) await fresh.take(placed, transition, { ...(transition === 'mark-shipped' ? tracked : {}), ...(transition === 'cancel-order' ? { reason: 'No' } : {}) })
  }
  expect((await fresh.counts('orders')).tabs).toEqual({ pending: 1, current: 2, all: 5 })
  const inTab = async (filter: object) => (await fresh.api.ask('order.list', filter)).items.map(({ position }) => position.status.name).sort()
  expect(await inTab({ status: 'pending' })).toEqual(['Pending'])
  expect(await inTab({ status: 'in-progress,shipped' })).toEqual(['In Progress', 'Shipped'])
  expect(await inTab({})).toEqual(['Cancelled', 'Completed', 'In Progress', 'Pending', 'Shipped'])
})

test('C4: every step offers exactly its moves', async () => {
  const pending = await order()
  expect(allowedOf(await shop.moves(pending))).toEqual(['cancelled', 'in-progress', 'in-progress'])
  const busy = await shop.take(pending, 'mark-in-progress')
  expect((await shop.moves(busy)).map(({ key }) => key)).toEqual(['mark-shipped', 'complete-without-shipping', 'cancel-order'])
  expect(allowedOf(await shop.moves(busy))).toEqual(['cancelled', 'shipped'])
  expect(await shop.refuses(busy, { transition: 'complete-without-shipping' })).toMatchObject({ status: 409, allowed: ['mark-shipped', 'cancel-order'] })
  const shipped = await shop.take(busy, 'mark-shipped', tracked)
  expect(allowedOf(await shop.moves(shipped))).toEqual(['cancelled', 'completed'])
  expect(allowedOf(await shop.moves(await shop.take(shipped, 'complete-order')))).toEqual([])
  expect(allowedOf(await shop.moves(await shop.take(await order(), 'cancel-order', { reason: 'No' })))).toEqual([])

  await shop.api.ask('product.create', { name: 'Fitting', kind: 'service', variants: [{ sku: 'FITTING', price: { amount: 4500, currency: 'USD' } }] })
  const service = await shop.take(await order({ lines: [{ sku: 'FITTING' }] }), 'confirm-order')
  expect(allowedOf(await shop.moves(service))).toEqual(['cancelled', 'completed', 'shipped'])
  expect(stepOf(await shop.take(service, 'complete-without-shipping'))).toBe('Completed')
})

// Its transition names In Progress among the steps it leaves from, so asking again there is no mistake, and nobody is told twice.
test('S3-51: marking in progress what is in progress changes nothing', async () => {
  const busy = await shop.take(await order(), 'confirm-order')
  expect(await shop.take(busy, 'mark-in-progress')).toEqual(busy)
  expect(await shop.read(busy)).toEqual(busy)
  expect((await shop.api.ask('order.list_events', { id: busy.id })).items).toHaveLength(2)
})
