import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { applyBlueprint } from '#features/blueprints/apply-blueprint.ts'
import { archiveOrder, restoreOrder } from '#features/orders/archive-order.ts'
import { countOrders } from '#features/orders/count-orders.ts'
import { listOrderMoves } from '#features/orders/list-moves.ts'
import { moveLineItem } from '#features/orders/move-line-item.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { placeOrder } from '#features/orders/place-order.ts'
import { runOrderTimer } from '#features/orders/run-timer.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'

const database = testDatabase()
const amira = { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com', phone: '+1 555 010 9999' }
const home = { line1: '1 Main Street', city: 'Springfield', region: 'IL', postalCode: '62701', country: 'US' }
const thing = (name: string) => ({ name, quantity: 1, unitPrice: { amount: 1500, currency: 'USD' } })

const step = (order: ShownOrder) => order.position.status.name

async function foundBusiness(blueprint: string) {
  const organization = await foundTestOrganization(database)
  const owner = organization.caller('owner')
  await perform(database, applyBlueprint, owner, { blueprint })
  return {
    owner,
    place: (given: object) => perform(database, placeOrder, owner, { customer: amira, lines: [thing('Tote bag')], ...given }),
    change: (order: ShownOrder, changes: object) => perform(database, updateOrder, owner, { id: order.id, ...changes }, { expectedVersion: order.version }),
    make: (order: ShownOrder, transition: string, more: object = {}) => perform(database, moveOrder, owner, { id: order.id, transition, ...more }),
    goTo: (order: ShownOrder, toStep: string) => perform(database, moveOrder, owner, { id: order.id, toStep }),
    offered: async (order: ShownOrder) => (await perform(database, listOrderMoves, owner, { id: order.id })).items.filter(({ verdict }) => verdict.blockedBy.length === 0).map(({ key }) => key),
    tabs: async (view: string) => Object.fromEntries(Object.entries((await perform(database, countOrders, owner, { view })).tabs).map(([key, { count }]) => [key, count])),
    groups: async (view: string) => Object.fromEntries(Object.entries((await perform(database, countOrders, owner, { view })).groups).map(([key, { count }]) => [key, count])),
    letTimePass: (order: ShownOrder) => withScope(database, { ...owner, actor: { kind: 'system', name: 'timer' } }, {}, async (scope) => {
      await sql`UPDATE orders SET step_entered_at = step_entered_at - (coalesce(timer_at, now()) - now()) - interval '1 minute', timer_at = now() - interval '1 minute' WHERE organization_id = ${scope.organizationId} AND id = ${order.id}`.execute(scope.db)
      await runOrderTimer(scope, order.id)
    }),
  }
}

test('an assistant’s product order is confirmed, shipped with tracking and completed; its tabs count it where it is (SC-3)', async () => {
  const shop = await foundBusiness('assistant-shop')
  await expect(shop.place({ orderType: 'product-order', customer: { firstName: 'Amira' } })).rejects.toMatchObject({ errors: [{ pointer: '/customer/email' }, { pointer: '/shippingAddress' }] })
  const placed = await shop.place({ orderType: 'product-order', channel: 'assistant', shippingAddress: home })
  expect([step(placed), placed.position.status.icon]).toEqual(['Pending', '⏳'])
  expect(await shop.offered(placed)).toEqual(['confirm-order', 'mark-in-progress', 'cancel-order'])
  expect(await shop.tabs('orders')).toEqual({ pending: 1, current: 0, all: 1 })

  const confirmed = await shop.make(placed, 'confirm-order')
  expect(step(confirmed)).toBe('In Progress')
  await expect(shop.make(confirmed, 'mark-shipped')).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/fields/trackingNumber', code: 'required' }] })
  const shipped = await shop.make(confirmed, 'mark-shipped', { fields: { carrier: 'UPS', trackingNumber: '1Z999' } })
  expect(await shop.tabs('orders')).toEqual({ pending: 0, current: 1, all: 1 })
  expect(step(await shop.make(shipped, 'complete-order'))).toBe('Completed')
  expect(await shop.tabs('orders')).toEqual({ pending: 0, current: 0, all: 1 })

  const second = await shop.place({ orderType: 'product-order', shippingAddress: home })
  await expect(shop.make(second, 'cancel-order')).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/reason', code: 'required' }] })
  expect(step(await shop.make(second, 'cancel-order', { reason: 'Ordered twice' }))).toBe('Cancelled')
})

test('a catalog order confirms itself once address and payment method are there, and goes to the archive by way of a return (SC-4)', async () => {
  const shop = await foundBusiness('whatsapp-shop')
  const cart = await shop.place({ orderType: 'catalog-order', channel: 'whatsapp', customer: { phone: '+1 555 010 1234' } })
  expect(step(cart)).toBe('Placed')
  const addressed = await shop.change(cart, { shippingAddress: home })
  expect(step(addressed)).toBe('Placed')
  const confirmed = await shop.change(addressed, { paymentMethod: 'cash on delivery' })
  expect(step(confirmed)).toBe('Confirmed')
  let order = await shop.make(confirmed, 'approve-order')
  order = await shop.make(order, 'mark-processed')
  order = await shop.make(order, 'mark-shipped', { fields: { trackingNumber: 'AWB 17' } })
  await expect(shop.make(order, 'cancel-order', { reason: 'Too late' })).rejects.toMatchObject({ slug: 'illegal-transition' })
  await expect(shop.make(order, 'mark-returned')).rejects.toMatchObject({ slug: 'illegal-transition' })
  order = await shop.make(order, 'mark-delivered')
  order = await shop.make(order, 'mark-returned')
  order = await shop.make(order, 'archive-order')
  expect([step(order), order.archivedAt !== null]).toEqual(['Archived', true])
  expect(await shop.tabs('orders')).toMatchObject({ all: 0, returned: 0, archived: 1 })
  expect(step(await perform(database, restoreOrder, shop.owner, { id: order.id }))).toBe('Returned')
})

test('a cart that nobody finishes is abandoned, and taken up again when the customer comes back late (SC-4)', async () => {
  const shop = await foundBusiness('whatsapp-shop')
  const cart = await shop.place({ orderType: 'catalog-order', channel: 'whatsapp' })
  await shop.letTimePass(cart)
  expect(await shop.offered(cart)).toEqual(['reopen-order', 'cancel-order', 'archive-order'])
  expect(await shop.tabs('orders')).toMatchObject({ placed: 0, abandoned: 1 })
  const revived = await perform(database, updateOrder, shop.owner, { id: cart.id, shippingAddress: home, paymentMethod: 'card' })
  expect(step(revived)).toBe('Confirmed')
})

test('hold goes back to where it came from, and approves only what was confirmed', async () => {
  const shop = await foundBusiness('whatsapp-shop')
  const cart = await shop.make(await shop.place({ orderType: 'catalog-order' }), 'put-on-hold')
  expect(await shop.offered(cart)).toEqual(['release-order', 'reject-order', 'cancel-order'])
  await expect(shop.make(cart, 'approve-from-hold')).rejects.toMatchObject({ slug: 'illegal-transition', message: expect.stringContaining('Confirmed before') as string })
  expect(step(await shop.make(cart, 'release-order'))).toBe('Placed')
  const confirmed = await shop.make(await shop.place({ orderType: 'catalog-order', shippingAddress: home, paymentMethod: 'card' }), 'put-on-hold')
  expect(step(await shop.make(confirmed, 'approve-from-hold'))).toBe('Approved')
  const rejected = await shop.make(await shop.place({ orderType: 'catalog-order' }), 'reject-order', { reason: 'Out of stock' })
  expect(step(rejected)).toBe('Rejected')
})

test('a media order’s services stand in five columns at once, and go back and forth as they like (SC-1)', async () => {
  const studio = await foundBusiness('media-production')
  const names = ['Photos', 'Drone', 'Video', 'Floor plan', 'Twilight', 'Website']
  const order = await studio.place({ orderType: 'media-order', lines: names.map(thing) })
  expect(await studio.groups('orders')).toMatchObject({ unscheduled: 1, pending: 1, completed: 0 })
  const columns = ['production', 'post-production', 'complete', 'archive', 'production']
  for (const [i, toStep] of columns.entries()) await perform(database, moveLineItem, studio.owner, { id: order.lines[i]?.id, toStep })
  const moved = await perform(database, moveLineItem, studio.owner, { id: order.lines[2]?.id, toStep: 'production' })
  expect(moved.lines.map(({ position }) => position?.status.name)).toEqual(['Production', 'Post-Production', 'Production', 'Archive', 'Production', 'Pre-Production'])
  expect(step(moved)).toBe('Pending')

  const scheduled = await studio.change(moved, { scheduledAt: '2026-12-01T09:00:00Z' })
  expect(await studio.groups('orders')).toMatchObject({ unscheduled: 0, pending: 1 })
  let any = scheduled
  for (const key of ['completed', 'in-progress', 'postponed', 'pending', 'completed']) any = await studio.goTo(any, key)
  await perform(database, archiveOrder, studio.owner, { id: order.id })
  expect(await studio.groups('orders')).toMatchObject({ completed: 0 })
  expect((await perform(database, countOrders, studio.owner, { view: 'archived-orders' })).total.count).toBe(1)
})

test('a sales order goes through intake, production and fulfillment, phase after phase (SC-2)', async () => {
  const counter = await foundBusiness('service-counter')
  let order = await counter.place({ orderType: 'walk-in-sale', channel: 'counter', fulfilmentMethod: 'home-delivery', shippingAddress: home })
  const seen = [`${order.position.phaseName}: ${step(order)}`]
  for (const key of ['received', 'service-in-progress', 'quality-check', 'pending-packing', 'out-for-delivery', 'delivered']) {
    order = await counter.goTo(order, key)
    seen.push(`${order.position.phaseName}: ${step(order)}`)
  }
  expect(seen).toEqual([
    'Intake: Order Created', 'Intake: Received', 'Production: Service In Progress', 'Production: Quality Check', 'Production: Pending Packing',
    'Fulfillment: Out for Delivery', 'Fulfillment: Delivered',
  ])
  expect(await counter.tabs('orders')).toMatchObject({ open: 0, completed: 1 })

  const quoted = await counter.place({ orderType: 'quoted-job' })
  await expect(counter.goTo(quoted, 'quote-accepted')).rejects.toMatchObject({ slug: 'illegal-transition' })
  expect(step(await counter.make(await counter.goTo(quoted, 'quote-sent'), 'cancel-order', { reason: 'Too dear' }))).toBe('Cancelled')
  const pickup = await counter.place({ orderType: 'pickup-order' })
  expect(pickup.route.map(({ workflowName }) => workflowName)).toEqual(['Intake & Pickup', 'Service', 'Home Delivery'])
})
