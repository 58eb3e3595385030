import { beforeAll, expect, it } from 'vitest'
import type { ListedOrder } from '#domain/orders/contract.ts'
import { paymentRank } from '#domain/orders/payment-status.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { archiveOrder } from './archive-order.ts'
import { listOrders } from './list-orders.ts'
import { moveOrder } from './move-order.ts'
import { setPayment } from './set-payment.ts'

const database = testDatabase()
let shop: Shop
let everything: ListedOrder[]

const page = (asked: object) => perform(database, listOrders, shop.caller('owner'), asked)

/** Every order the list has, a page of two at a time. */
async function allOf(asked: object): Promise<ListedOrder[]> {
  const found: ListedOrder[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { items, nextCursor } = await page({ ...asked, limit: 2, ...(cursor ? { cursor } : {}) })
    found.push(...items)
    cursor = nextCursor
  }
  return found
}

// Twelve orders: half have a due date, some of them the same; a third is called off and archived; some are paid, some accepted.
beforeAll(async () => {
  shop = await foundShop(database)
  const owner = shop.caller('owner')
  await perform(database, updateOrganization, owner, { locations: [{ key: 'main', name: 'Main street', code: 'M' }, { key: 'harbour', name: 'Harbour', code: 'H' }] })
  for (let i = 0; i < 12; i++) {
    const { id } = await shop.order({ channel: i % 4 === 0 ? 'web' : 'counter', ...(i % 3 > 0 ? { location: i % 3 === 1 ? 'main' : 'harbour' } : {}), customer: { firstName: `C${i}` }, lines: [{ name: 'Mug', unitPrice: { amount: 100 * (i % 5), currency: 'USD' } }, { name: 'Lid' }], ...(i % 2 ? { dueAt: `2026-03-0${1 + (i % 4)}T00:00:00.000Z`, scheduledAt: `2026-04-0${1 + (i % 3)}T00:00:00.000Z` } : {}) })
    if (i % 4 > 1) await perform(database, setPayment, owner, { id, paymentStatus: i % 4 === 2 ? 'paid' : 'refunded' })
    if (i % 5 === 0) await perform(database, moveOrder, owner, { id, transition: 'accept' })
    if (i % 3 === 0 || i === 1) await perform(database, moveOrder, owner, { id, transition: 'call-off', reason: 'A test' })
    if (i % 3 === 0) await perform(database, archiveOrder, owner, { id })
  }
  everything = (await page({ archived: 'any', limit: 500 })).items
})

const keys: Record<string, (order: ListedOrder) => (string | number | null)[]> = {
  placed_at: ({ placedAt }) => [placedAt], updated_at: ({ updatedAt }) => [updatedAt], total: ({ total }) => [total.amount],
  due_at: ({ dueAt, placedAt }) => (dueAt === null ? [null, placedAt] : [dueAt]), scheduled_at: ({ scheduledAt, placedAt }) => (scheduledAt === null ? [null, placedAt] : [scheduledAt]),
  payment: ({ paymentStatus, placedAt }) => [paymentRank[paymentStatus], placedAt],
}

function inOrder(orders: ListedOrder[], sort: string, direction: string): ListedOrder[] {
  const key = (order: ListedOrder) => [...(keys[sort]?.(order) ?? []), order.id]
  return orders.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)]
    if ((left[0] === null) !== (right[0] === null)) return left[0] === null ? 1 : -1
    const i = left.findIndex((value, at) => value !== right[at])
    return i === -1 ? 0 : (Number(left[i]! > right[i]!) * 2 - 1) * (direction === 'asc' ? 1 : -1)
  })
}

const filters: [string, object, (order: ListedOrder) => boolean][] = [
  ['everything', {}, () => true],
  ['two statuses', { status: ['called-off', 'accepted'] }, ({ position }) => position.status.key !== 'new'],
  ['one category', { category: ['cancelled'] }, ({ position }) => position.status.category === 'cancelled'],
  ['payment statuses', { paymentStatus: ['refunded', 'unpaid'] }, ({ paymentStatus }) => paymentStatus !== 'paid'],
  ['one payment status of one status', { paymentStatus: ['paid'], status: ['new'] }, ({ paymentStatus, position }) => paymentStatus === 'paid' && position.status.key === 'new'],
  ['a status nobody has', { status: ['nowhere'] }, () => false],
  ['one channel', { channel: ['web'] }, ({ channel }) => channel === 'web'],
  ['two channels at a location', { channel: ['web', 'counter'], location: ['main'] }, ({ location }) => location === 'main'],
  ['a step', { step: ['called-off'] }, ({ position }) => position.step === 'called-off'],
  ['two categories of a channel', { channel: ['counter'], category: ['placed', 'cancelled'] }, ({ channel, position }) => channel === 'counter' && position.step !== 'accepted'],
  ['a payment status in a phase', { phase: ['production'], paymentStatus: ['unpaid'] }, ({ paymentStatus, position }) => position.phase === 'production' && paymentStatus === 'unpaid'],
  ['what is scheduled at a location', { location: ['harbour', 'main'], scheduled: true }, ({ location, scheduledAt }) => location !== null && scheduledAt !== null],
  ['a location nobody has', { location: ['moon'] }, () => false],
]

it.each(filters)('pages through %s once, by every sort, in either direction, with the archive and without', async (_name, filter, fits) => {
  for (const archived of [undefined, true, 'any'] as const) {
    const expected = everything.filter((order) => fits(order) && (archived === 'any' || (order.archivedAt !== null) === (archived ?? false)))
    for (const sort of Object.keys(keys)) {
      for (const direction of ['asc', 'desc']) {
        const found = await allOf({ ...filter, sort, direction, ...(archived === undefined ? {} : { archived }) })
        expect(found.map(({ id }) => id), `${sort} ${direction} ${archived}`).toEqual(inOrder(expected, sort, direction).map(({ id }) => id))
      }
    }
  }
  expect(everything).toHaveLength(12)
})

it('shows of each order what its row needs, line items in their order', () => {
  expect(everything.find(({ customer }) => customer.firstName === 'C11')).toMatchObject({
    items: { count: 2, quantity: 2, names: ['Mug', 'Lid'] }, total: { amount: 100, currency: 'USD' }, paymentStatus: 'refunded', position: { step: 'new', status: { category: 'placed' } },
    services: [{ name: 'Mug', status: { key: 'todo' }, escalated: false }, { name: 'Lid', status: { key: 'todo' } }], dueAt: '2026-03-04T00:00:00.000Z', archivedAt: null, manager: null, team: [],
  })
})
