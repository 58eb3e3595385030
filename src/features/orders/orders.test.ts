import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { replay } from '#domain/orders/replay.ts'
import type { DocketEvent } from '#domain/events.ts'
import { perform } from '#platform/operation.ts'
import { hashOf } from '#platform/record.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopOrderType, shopWorkflow, type Shop } from '#test/found-shop.ts'
import { listProducts } from '#features/catalog/list-products.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { archiveOrder, restoreOrder } from './archive-order.ts'
import { assignLine, assignOrder } from './assign-order.ts'
import { addLine, changeLine, removeLine } from './change-lines.ts'
import { countOrders } from './count-orders.ts'
import { duplicateOrder } from './duplicate-order.ts'
import { getOrder } from './get-order.ts'
import { listOrderMoves } from './list-moves.ts'
import { listEvents, listOrderEvents } from './list-order-events.ts'
import { listOrders } from './list-orders.ts'
import { moveLineItem } from './move-line-item.ts'
import { moveOrder } from './move-order.ts'
import { runOrderTimer } from './run-timer.ts'
import { setPayment } from './set-payment.ts'
import { updateOrder } from './update-order.ts'

const database = testDatabase()
const usd = (amount: number) => ({ amount, currency: 'USD' })
const address = { line1: '1 Main Street', city: 'Springfield' }

const refusal = (slug: string, more: object = {}) => expect.objectContaining({ slug, ...more })

async function move(shop: Shop, id: string, transition: string, more: object = {}, role: 'owner' | 'staff' | 'contractor' = 'owner') {
  return perform(database, moveOrder, shop.caller(role), { id, transition, ...more })
}

async function stockOf(shop: Shop, sku: string) {
  const { items } = await perform(database, listProducts, shop.caller('owner'), {})
  return items.flatMap(({ variants }) => variants).find((variant) => variant.sku === sku)?.stock
}

const takenAt = (pointer: string) => refusal('duplicate', { errors: [expect.objectContaining({ pointer, code: 'duplicate' }) as unknown] })

describe('placing an order', () => {
  it('starts it at the first step, takes prices from the catalog and adds up exactly', async () => {
    const shop = await foundShop(database)
    const order = await shop.order({ lines: [{ sku: 'TOTE', quantity: 2 }, { name: 'Gift card', unitPrice: { amount: 1500, currency: 'USD' } }], shipping: { amount: 500, currency: 'USD' } })
    expect(order.number).toMatch(/^S-\d+$/)
    expect(order.position).toMatchObject({ phase: 'production', step: 'new', status: { name: 'New', category: 'placed' } })
    expect([order.subtotal, order.discount, order.tax, order.shipping, order.total].map(({ amount }) => amount)).toEqual([25500, 0, 1980, 500, 27980])
    expect(order.lines.map(({ name, position }) => [name, position?.step])).toEqual([['Leather tote', 'todo'], ['Gift card', 'todo']])
    expect(order.customer).toMatchObject({ name: 'Amira Haddad', email: 'amira@example.com' })
  })

  it('brings the lines of a package, at no further price', async () => {
    const shop = await foundShop(database)
    const order = await shop.order({ lines: [{ sku: 'SET', quantity: 2 }] })
    expect(order.lines.map(({ name, quantity, total }) => [name, quantity, total.amount])).toEqual([['Care set', 2, 30000], ['Leather tote', 2, 0], ['Bag clean', 4, 0]])
    expect(order.lines[1]?.parentId).toBe(order.lines[0]?.id)
  })

  it('insists on the required fields of its order type, whoever places it', async () => {
    const shop = await foundShop(database)
    await perform(database, publishOrderType, shop.caller('owner'), { ...shopOrderType, fields: [{ key: 'deadline', label: 'Deadline', kind: 'date', required: true }] })
    await expect(shop.order()).rejects.toEqual(refusal('validation-failed', { errors: [{ pointer: '/fields/deadline', code: 'required', message: 'Deadline is required.' }] }))
    expect(await shop.order({ fields: { deadline: '2026-12-24' } })).toMatchObject({ fields: { deadline: '2026-12-24' } })
  })

  it('makes one order of the asker’s id, however often it is asked', async () => {
    const shop = await foundShop(database)
    const id = newId()
    const [first, second] = [await shop.order({ id }), await shop.order({ id })]
    expect(second).toEqual(first)
  })

  it('refuses the asker’s id for another order, and makes one order of the same one asked many times at once', async () => {
    const shop = await foundShop(database)
    const id = newId()
    const asked = await Promise.all(Array.from({ length: 6 }, () => shop.order({ id })))
    expect(new Set(asked.map(({ number }) => number)).size).toBe(1)
    await expect(shop.order({ id, notes: 'Other' })).rejects.toEqual(refusal('duplicate', { errors: [expect.objectContaining({ pointer: '/id' })] }))
    expect((await perform(database, listOrders, shop.caller('owner'), {})).items).toHaveLength(1)
  })

  it('recognises the customer and keeps the name the order was placed with', async () => {
    const shop = await foundShop(database)
    const [first, second] = [await shop.order(), await shop.order({ customer: { email: 'AMIRA@example.com' } })]
    expect(second.customer.id).toBe(first.customer.id)
  })

  it('refuses in words what cannot be ordered, and leaves nothing behind', async () => {
    const shop = await foundShop(database)
    await expect(shop.order({ lines: [{ sku: 'NO-SUCH' }] })).rejects.toEqual(refusal('validation-failed', { errors: [expect.objectContaining({ pointer: '/lines/0/sku' })] }))
    await expect(shop.order({ lines: [] })).rejects.toEqual(refusal('validation-failed'))
    await expect(shop.order({ orderType: 'nothing' })).rejects.toEqual(refusal('validation-failed'))
    await expect(shop.order({ lines: [{ sku: 'TOTE', quantity: 11 }] })).rejects.toEqual(refusal('insufficient-stock'))
    await expect(shop.order({ lines: [{ name: 'X', unitPrice: { amount: 1, currency: 'EUR' } }] })).rejects.toEqual(refusal('validation-failed'))
    await expect(shop.order({ lines: [{ sku: 'CLEAN', unitPrice: { amount: 1, currency: 'USD' } }] }, 'staff')).rejects.toEqual(refusal('forbidden'))
    await expect(shop.order({}, 'contractor')).rejects.toEqual(refusal('forbidden'))
    expect((await perform(database, listOrders, shop.caller('owner'), {})).items).toEqual([])
    expect((await perform(database, countOrders, shop.caller('owner'), {})).total).toEqual({ count: 0, isExact: true })
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ onHand: 10, reserved: 0 })
  })

  it('names the exact field of what it refuses', async () => {
    const [shop, other] = [await foundShop(database), await foundShop(database)]
    const id = newId()
    const strangers = (await other.order()).customer.id
    const huge = { name: 'X', quantity: 1_000_000, unitPrice: usd(999_999_999_999_999) }
    const cases: [object, string][] = [
      [{ lines: [{ sku: 'SET' }, huge] }, '/lines/1/unitPrice'],
      [{ lines: [{ ...huge, quantity: 1 }, { ...huge, quantity: 1 }] }, '/lines'],
      [{ customer: { id: newId() } }, '/customer/id'],
      [{ customer: { id: strangers } }, '/customer/id'],
      [{ discount: usd(4501) }, '/discount'],
      [{ channel: 'import' }, '/channel'],
      [{ shippingAddress: { ...address, country: 'ZZ' } }, '/shippingAddress/country'],
      [{ lines: [{ id, sku: 'CLEAN' }, { id, sku: 'CLEAN' }] }, '/lines/1/id'],
    ]
    for (const [given, pointer] of cases) await expect(shop.order(given), pointer).rejects.toEqual(refusal('validation-failed', { errors: [expect.objectContaining({ pointer })] }))
    await expect(shop.order({ lines: [{ sku: 'CLEAN' }, { sku: 'SET', quantity: 11 }] })).rejects.toEqual(refusal('insufficient-stock', { extra: { sku: 'TOTE', lines: [{ pointer: '/lines/1', sku: 'TOTE' }] } }))
    const order = await shop.order({ tags: [' rush ', 'rush', 'gift'], discount: usd(4500) })
    expect(order).toMatchObject({ tags: ['rush', 'gift'], total: usd(0) })
    await expect(perform(database, removeLine, shop.caller('owner'), { id: order.lines[0]?.id })).rejects.toEqual(refusal('validation-failed'))
    await expect(perform(database, assignOrder, shop.caller('owner'), { id: order.id, managerId: newId() })).rejects.toEqual(refusal('validation-failed', { errors: [expect.objectContaining({ pointer: '/managerId' })] }))
    await expect(perform(database, addLine, shop.caller('owner'), { id: order.id, line: { sku: 'NO-SUCH' } })).rejects.toEqual(refusal('validation-failed', { errors: [expect.objectContaining({ pointer: '/line/sku' })] }))
  })

  it('never promises more than there is, however many ask at once', async () => {
    const shop = await foundShop(database)
    const asked = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => shop.order({ customer: { email: `c${i}@example.com` }, lines: [{ sku: 'TOTE' }, { sku: 'CLEAN' }] })))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ onHand: 10, reserved: 10, available: 0 })
  })
})

describe('moving an order', () => {
  it('follows the process, asks for what a move needs, and says why not', async () => {
    const shop = await foundShop(database)
    const { id } = await shop.order({ lines: [{ sku: 'TOTE' }] })
    await expect(move(shop, id, 'deliver')).rejects.toEqual(refusal('illegal-transition', { extra: expect.objectContaining({ allowed: expect.arrayContaining(['accept', 'hold', 'call-off']) }) }))
    await move(shop, id, 'accept', {}, 'staff')
    await expect(move(shop, id, 'start-work', {}, 'staff')).rejects.toEqual(refusal('forbidden'))
    await move(shop, id, 'start-work')
    await expect(move(shop, id, 'hand-over')).rejects.toMatchObject({ slug: 'illegal-transition', message: 'There is something to ship.' })
    await expect(move(shop, id, 'send')).rejects.toEqual(refusal('validation-failed', { errors: [expect.objectContaining({ pointer: '/fields/trackingNumber' })] }))
    const sent = await move(shop, id, 'send', { fields: { trackingNumber: '1Z999' } })
    expect(sent).toMatchObject({ position: { step: 'sent' }, fields: { trackingNumber: '1Z999' } })
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ onHand: 9, reserved: 0 })
    await expect(move(shop, id, 'call-off', { reason: 'Too late' })).rejects.toEqual(refusal('illegal-transition'))
    expect((await move(shop, id, 'deliver')).position.status.category).toBe('completed')
  })

  it('gives every offered move its verdict', async () => {
    const shop = await foundShop(database)
    const { id } = await shop.order()
    const { items } = await perform(database, listOrderMoves, shop.caller('owner'), { id })
    expect(items.map(({ key, verdict }) => [key, verdict.allowed])).toEqual([['accept', true], ['hold', true], ['call-off', false]])
    expect(items.at(-1)?.verdict).toMatchObject({ missing: [{ key: 'reason' }], confirm: 'Call it off?', blockedBy: [] })
  })

  it('remembers where it was held from, and frees the stock of what is called off', async () => {
    const shop = await foundShop(database)
    const { id } = await shop.order({ lines: [{ sku: 'TOTE', quantity: 3 }] })
    await move(shop, id, 'accept')
    expect((await move(shop, id, 'hold')).heldFrom).toMatchObject({ step: 'accepted' })
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ reserved: 3 })
    expect(await move(shop, id, 'release')).toMatchObject({ position: { step: 'accepted' }, heldFrom: null })
    expect(await move(shop, id, 'call-off', { reason: 'Changed their mind' })).toMatchObject({ cancelReason: 'Changed their mind' })
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ onHand: 10, reserved: 0 })
  })

  it('moves on by itself once its conditions hold, and says which rule did it', async () => {
    const shop = await foundShop(database)
    const { id, version } = await shop.order()
    const updated = await perform(database, updateOrder, shop.caller('owner'), { id, shippingAddress: address }, { expectedVersion: version })
    expect(updated.position.step).toBe('new')
    const paid = await perform(database, setPayment, shop.caller('owner'), { id, paymentMethod: 'cash' })
    expect(paid.position.step).toBe('accepted')
    const { items } = await perform(database, listOrderEvents, shop.caller('owner'), { id })
    expect(items[0]).toMatchObject({ type: 'order.moved', actor: { kind: 'system' }, data: { because: { rule: 'automatic' } } })
    expect(items.map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1])
  })

  it('moves on when its time has come, unless that is no longer right', async () => {
    const shop = await foundShop(database)
    const [late, paidInTime] = [await shop.order(), await shop.order()]
    await perform(database, setPayment, shop.caller('owner'), { id: paidInTime.id, paymentMethod: 'card' })
    const inAnHour = new Date(Date.now() + 61 * 60_000).toISOString()
    const system = { organizationId: shop.organizationId, actor: { kind: 'system', name: 'Timer' } as const, origin: 'timer', requestId: 'test' }
    for (const { id } of [late, paidInTime]) await withScope(database, system, { now: inAnHour }, (scope) => runOrderTimer(scope, id))
    expect((await perform(database, getOrder, shop.caller('owner'), { id: late.id })).position.step).toBe('forgotten')
    expect((await perform(database, getOrder, shop.caller('owner'), { id: paidInTime.id })).position.step).toBe('new')
  })

  it('keeps the process it started on when a new version is published', async () => {
    const shop = await foundShop(database)
    const before = await shop.order()
    await perform(database, publishWorkflow, shop.caller('owner'), { ...shopWorkflow, transitions: shopWorkflow.transitions?.map((one) => (one.key === 'accept' ? { ...one, key: 'approve', name: 'Approve' } : one)) })
    const after = await shop.order()
    await expect(move(shop, before.id, 'approve')).rejects.toEqual(refusal('illegal-transition'))
    expect((await move(shop, before.id, 'accept')).position.step).toBe('accepted')
    expect((await move(shop, after.id, 'approve')).position.step).toBe('accepted')
  })

  it('lets one of sixteen at once make each step', async () => {
    const shop = await foundShop(database)
    const { id } = await shop.order()
    const made = await Promise.allSettled(Array.from({ length: 16 }, () => move(shop, id, 'accept')))
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(made.filter((one) => one.status === 'rejected' && one.reason.slug === 'illegal-transition')).toHaveLength(15)
  })
})

describe('line items', () => {
  it('move on their own, and their order follows where a roll-up says so', async () => {
    const shop = await foundShop(database)
    const order = await shop.order({ lines: [{ sku: 'CLEAN' }, { name: 'Patch' }] })
    await move(shop, order.id, 'accept')
    await move(shop, order.id, 'start-work')
    const [first, second] = order.lines.map(({ id }) => id)
    expect((await perform(database, moveLineItem, shop.caller('staff'), { id: first, toStep: 'finished' })).position.step).toBe('working')
    const done = await perform(database, moveLineItem, shop.caller('staff'), { id: second, toStep: 'finished' })
    expect(done.position.step).toBe('done')
    const { items } = await perform(database, listOrderEvents, shop.caller('owner'), { id: order.id })
    expect(items[0]).toMatchObject({ data: { because: { rule: 'roll_up', name: 'All line items finished' } } })
  })

  it('are moved by a contractor only where assigned, and the order is unknown to them otherwise', async () => {
    const shop = await foundShop(database)
    const order = await shop.order({ lines: [{ sku: 'CLEAN' }, { name: 'Patch' }] })
    const contractor = shop.caller('contractor')
    const memberId = contractor.actor.kind === 'member' ? contractor.actor.id : ''
    const [mine, theirs] = order.lines.map(({ id }) => id)
    await expect(perform(database, getOrder, contractor, { id: order.id })).rejects.toEqual(refusal('not-found'))
    await perform(database, assignLine, shop.caller('owner'), { id: mine, add: [memberId] })
    expect((await perform(database, getOrder, contractor, { id: order.id })).lines[1]?.assignees).toEqual([])
    expect((await perform(database, listOrders, contractor, {})).items).toHaveLength(1)
    await perform(database, moveLineItem, contractor, { id: mine, toStep: 'doing' })
    await expect(perform(database, moveLineItem, contractor, { id: theirs, toStep: 'doing' })).rejects.toEqual(refusal('forbidden'))
  })

  it('are added, changed and removed with the totals and the stock following', async () => {
    const shop = await foundShop(database)
    const owner = shop.caller('owner')
    const order = await shop.order()
    const added = await perform(database, addLine, owner, { id: order.id, line: { sku: 'TOTE', quantity: 2 } })
    expect(added.total.amount).toBe(4500 + 24000 + 1980)
    const tote = added.lines[1]?.id
    const changed = await perform(database, changeLine, owner, { id: tote, quantity: 4, discount: { amount: 8000, currency: 'USD' } }, { expectedVersion: added.version })
    expect(changed).toMatchObject({ subtotal: { amount: 52500 }, discount: { amount: 8000 }, tax: { amount: 3300 }, total: { amount: 47800 } })
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ reserved: 4 })
    await expect(perform(database, changeLine, owner, { id: tote, quantity: 11 })).rejects.toEqual(refusal('insufficient-stock'))
    const removed = await perform(database, removeLine, owner, { id: tote })
    expect(removed.total.amount).toBe(4500)
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ reserved: 0 })
    await expect(perform(database, changeLine, owner, { id: order.lines[0]?.id, quantity: 2 }, { expectedVersion: 1 })).rejects.toEqual(refusal('precondition-failed', { extra: { currentVersion: removed.version } }))
  })

  it('cost nothing once they are cancelled', async () => {
    const shop = await foundShop(database)
    const order = await shop.order({ lines: [{ sku: 'TOTE' }, { sku: 'CLEAN' }] })
    const after = await perform(database, moveLineItem, shop.caller('owner'), { id: order.lines[0]?.id, toStep: 'dropped', reason: 'Not wanted' })
    expect([after.total.amount, after.lines[0]?.total.amount, after.position.step]).toEqual([4500, 0, 'new'])
    expect(await stockOf(shop, 'TOTE')).toMatchObject({ reserved: 0 })
  })

  it('refuses an id that a line item of another order has, naming the field', async () => {
    const shop = await foundShop(database)
    const { lines: [taken] } = await shop.order()
    const there = await shop.order()
    await expect(shop.order({ lines: [{ sku: 'TOTE' }, { id: taken?.id, sku: 'CLEAN' }] })).rejects.toEqual(takenAt('/lines/1/id'))
    await expect(perform(database, addLine, shop.caller('owner'), { id: there.id, line: { id: taken?.id, sku: 'CLEAN' } })).rejects.toEqual(takenAt('/line/id'))
  })
})

describe('the rest of an order’s life', () => {
  it('is archived only when it is over, found in the archive, and restored to where it was', async () => {
    const shop = await foundShop(database)
    const owner = shop.caller('owner')
    const { id } = await shop.order()
    await expect(perform(database, archiveOrder, owner, { id })).rejects.toEqual(refusal('illegal-transition', { message: 'The order is still open (placed). Complete or cancel it first.' }))
    await expect(perform(database, restoreOrder, owner, { id })).rejects.toEqual(refusal('illegal-transition'))
    await move(shop, id, 'call-off', { reason: 'No' })
    await move(shop, id, 'file')
    expect((await perform(database, listOrders, owner, {})).items).toEqual([])
    expect((await perform(database, listOrders, owner, { archived: true })).items.map((one) => one.id)).toEqual([id])
    await expect(move(shop, id, 'accept')).rejects.toEqual(refusal('illegal-transition'))
    expect(await perform(database, restoreOrder, owner, { id })).toMatchObject({ archivedAt: null, position: { step: 'called-off' } })
  })

  it('is repeated at today’s prices of its own, without what was particular to it', async () => {
    const shop = await foundShop(database)
    const order = await shop.order({ lines: [{ sku: 'TOTE' }], externalReference: 'PO-7', tags: ['vip'] })
    const copy = await perform(database, duplicateOrder, shop.caller('staff'), { id: order.id })
    expect(copy).toMatchObject({ externalReference: null, tags: ['vip'], total: order.total, position: { step: 'new' } })
    expect(copy.number).not.toBe(order.number)
  })

  it('has a manager and a team, who must work here', async () => {
    const shop = await foundShop(database)
    const staff = shop.caller('staff')
    const memberId = staff.actor.kind === 'member' ? staff.actor.id : ''
    const { id } = await shop.order()
    const assigned = await perform(database, assignOrder, staff, { id, managerId: memberId, add: [memberId] })
    expect([assigned.manager?.name, assigned.team.map(({ name }) => name)]).toEqual(['Test staff', ['Test staff']])
    await expect(perform(database, assignOrder, staff, { id, add: [newId()] })).rejects.toEqual(refusal('validation-failed'))
    expect((await perform(database, listOrders, staff, { manager: [memberId] })).items).toHaveLength(1)
    expect((await perform(database, listOrders, staff, { manager: ['none'] })).items).toHaveLength(0)
  })

  it('is a record that replays into the order, chained without a gap', async () => {
    const shop = await foundShop(database)
    const owner = shop.caller('owner')
    const order = await shop.order({ lines: [{ sku: 'TOTE' }, { sku: 'CLEAN' }], shippingAddress: address })
    await perform(database, addLine, owner, { id: order.id, line: { name: 'Patch', unitPrice: { amount: 700, currency: 'USD' } } })
    await perform(database, moveLineItem, owner, { id: order.lines[0]?.id, toStep: 'dropped' })
    await perform(database, setPayment, owner, { id: order.id, paymentStatus: 'paid', paymentMethod: 'cash' })
    await perform(database, removeLine, owner, { id: order.lines[1]?.id })
    await move(shop, order.id, 'start-work')
    const now = await perform(database, getOrder, owner, { id: order.id })
    const events = await withScope(database, owner, { readOnly: true }, async ({ db }) => (await sql<DocketEvent & { hash: string; requestId: string; visibility: string }>`
      SELECT id, type, order_id AS "orderId", sequence, at, actor, origin, request_id AS "requestId", data, visibility, encode(hash, 'hex') AS hash
      FROM event WHERE organization_id = ${shop.organizationId} AND order_id = ${order.id} ORDER BY sequence`.execute(db)).rows)
    const replayed = replay(events)
    expect(replayed).toMatchObject({ total: now.total.amount, paymentStatus: 'paid', isArchived: false, position: { step: now.position.step } })
    expect([...replayed.lines.keys()]).toEqual(now.lines.map(({ id }) => id))
    events.reduce<string | null>((previous, { hash, ...event }, i) => {
      expect(event.sequence).toBe(i + 1)
      expect(hash).toBe(hashOf(previous, event))
      return hash
    }, null)
  })
})

describe('finding orders', () => {
  it('pages through every order once, in either direction, whatever the sort', async () => {
    const shop = await foundShop(database)
    const owner = shop.caller('owner')
    for (let i = 0; i < 7; i++) await shop.order({ lines: [{ name: 'Thing', unitPrice: { amount: 100 * (i % 3), currency: 'USD' } }], ...(i % 2 ? { dueAt: `2026-12-0${i}T10:00:00Z` } : {}) })
    for (const sort of ['placed_at', 'total', 'due_at', 'payment', 'updated_at', 'scheduled_at']) {
      for (const direction of ['asc', 'desc']) {
        const seen: string[] = []
        let cursor: string | null | undefined
        do {
          const page = await perform(database, listOrders, owner, { sort, direction, limit: 3, ...(cursor ? { cursor } : {}) })
          seen.push(...page.items.map(({ id }) => id))
          cursor = page.nextCursor
        } while (cursor)
        expect(new Set(seen).size, `${sort} ${direction}`).toBe(7)
        expect(seen).toHaveLength(7)
      }
    }
  })

  it('finds by number, name, mistyped name, phone in any form, SKU and address, also in the archive', async () => {
    const shop = await foundShop(database)
    const owner = shop.caller('owner')
    const order = await shop.order({ customer: { firstName: 'Eleanor', lastName: 'Whitfield', email: 'eleanor@example.com', phone: '+1 (555) 010-4477' }, lines: [{ sku: 'TOTE' }], shippingAddress: address })
    await shop.order({ customer: { email: 'someone@example.com' } })
    for (const q of [order.number, 'eleanor', 'Whitfeild', '555 010 4477', '+15550104477', 'tote', 'main street', 'eleanor@example.com']) {
      expect((await perform(database, listOrders, owner, { q })).items.map(({ id }) => id), q).toEqual([order.id])
    }
    expect((await perform(database, listOrders, owner, { q: '%' })).items).toEqual([])
  })

  it('filters days as the organization’s zone counts them, half open', async () => {
    const shop = await foundShop(database, { timeZone: 'Pacific/Auckland' })
    const order = await shop.order({ dueAt: '2026-11-22T11:30:00Z' })
    const due = async (dueFrom: string, dueTo: string) => (await perform(database, listOrders, shop.caller('owner'), { dueFrom, dueTo })).items.map(({ id }) => id)
    expect(await due('2026-11-23', '2026-11-24')).toEqual([order.id])
    expect(await due('2026-11-22', '2026-11-23')).toEqual([])
  })

  it('counts exactly what the list shows, for every category', async () => {
    const shop = await foundShop(database)
    const owner = shop.caller('owner')
    const orders = [await shop.order(), await shop.order(), await shop.order()]
    await move(shop, orders[0]?.id ?? '', 'accept')
    await move(shop, orders[1]?.id ?? '', 'call-off', { reason: 'No' })
    await move(shop, orders[1]?.id ?? '', 'file')
    const count = async (filter: object) => (await perform(database, countOrders, owner, filter)).total
    expect(await count({})).toEqual({ count: 2, isExact: true })
    expect(await count({ category: ['placed'] })).toEqual({ count: 1, isExact: true })
    expect(await count({ archived: true })).toEqual({ count: 1, isExact: true })
    expect(await count({ scheduled: false, status: ['accepted'] })).toEqual({ count: 1, isExact: true })
    expect(await count({ q: 'amira' })).toEqual({ count: 3, isExact: true })
  })

  it('shows nothing of another organization, by any id', async () => {
    const [ours, theirs] = [await foundShop(database), await foundShop(database)]
    const order = await theirs.order()
    const us = ours.caller('owner')
    for (const ask of [() => perform(database, getOrder, us, { id: order.id }), () => move(ours, order.id, 'accept'), () => perform(database, moveLineItem, us, { id: order.lines[0]?.id, toStep: 'doing' })]) {
      await expect(ask()).rejects.toEqual(refusal('not-found'))
    }
    expect((await perform(database, listOrders, us, { q: 'amira' })).items).toEqual([])
  })
})

describe('the activity log', () => {
  it('names the order that something happened to', async () => {
    const shop = await foundShop(database)
    const { id, number } = await shop.order({})
    const { items } = await perform(database, listEvents, shop.caller('owner'), { type: ['order.placed'] })
    expect(items).toMatchObject([{ orderId: id, orderNumber: number }])
  })
})

describe('what a move answers', () => {
  it('holds what leads on from there where that is asked for, exactly as it is read, and not otherwise', async () => {
    const shop = await foundShop(database)
    const read = (id: string) => perform(database, listOrderMoves, shop.caller('owner'), { id })
    const { id, lines } = await shop.order({})
    expect(await move(shop, id, 'accept')).not.toHaveProperty('moves')
    const { moves } = await move(shop, id, 'start-work', { withMoves: true })
    expect(moves?.at).toMatchObject({ step: 'working' })
    expect(moves?.items.length).toBeGreaterThan(0)
    expect(moves).toEqual(await read(id))
    const line = lines[0] ?? expect.unreachable('The order has no line')
    const moved = await perform(database, moveLineItem, shop.caller('owner'), { id: line.id, toStep: 'finished', withMoves: true })
    expect(moved.moves).toEqual(await read(id))
  })
})
