import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { AskOf } from '#domain/kernel/contract.ts'
import type { updateOrganization } from '#domain/identity/contract.ts'
import type { OpeningHours } from '#domain/hours/opening-hours.ts'
import { weekdays } from '#domain/hours/opening-hours.ts'
import { newId } from '#domain/kernel/id.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { followHours } from '#features/orders/follow-hours.ts'
import { runOrderTimer } from '#features/orders/run-timer.ts'
import { openLog } from '#platform/log.ts'
import { runDueTimers } from '#platform/order-timers.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { blueprintFile, foundBusiness, home, stepOf, type Business } from './business.ts'

// The program's clock is the test's: it shows last year, so that PostgreSQL finds due whatever the program says is.
const at = (instant: string) => vi.setSystemTime(instant)
const [evening, night, morning] = ['2025-10-24T17:00:00Z', '2025-10-24T21:00:00Z', '2025-10-25T07:00:00Z']
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(evening) }))
afterAll(() => void vi.useRealTimers())

const { database, ownerUrl } = await ownDatabase()
let shop: Business
beforeAll(async () => {
  shop = await foundBusiness(database, 'whatsapp-shop')
  await change({ timeZone: 'Europe/Berlin' })
})
beforeEach(async () => {
  at(night)
  await change({ hours: daily('09:00', '19:00') })
})

const current = async () => ({ version: (await shop.api.ask('organization.get', {})).version })
const change = async (changes: AskOf<typeof updateOrganization>) => shop.api.ask('organization.update', changes, await current())
const clock = { database, log: openLog('fatal', { readable: true }), signal: new AbortController().signal }
const cart = (given: object = {}) => shop.place({ orderType: 'catalog-order', channel: 'whatsapp', customer: { phone: '+1 555 010 1234' }, ...given })
const movesOf = async (order: ShownOrder) => (await shop.api.ask('order.list_events', { id: order.id, limit: 100 })).items.filter(({ type }) => type === 'order.moved').map(({ data }) => (data as { move: string }).move).toReversed()
const timerOf = async ({ id }: ShownOrder) => (await asOwner<{ at: string }>(ownerUrl, `SELECT due_at AS at FROM order_timer WHERE order_id = '${id}'`))[0]?.at

const jobs = () => asOwner<{ payload: object }>(ownerUrl, "SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'hours.follow'")
const overlapAt = (pointer: string) => ({ status: 422, errors: [{ pointer, code: 'overlap', message: '12:30–18:00 overlaps 09:00–13:00.' }] })

function daily(opens: string, closes: string): OpeningHours {
  return { week: Object.fromEntries(weekdays.map((day) => [day, [{ opens, closes }]])) as OpeningHours['week'], exceptions: [] }
}

/** Lets the clock of three nodes look at once. */
async function look(instant: string): Promise<void> {
  at(instant)
  await Promise.all([1, 2, 3].map(() => runDueTimers(clock, runOrderTimer)))
}

test('SC-4: a cart that comes at night goes on hold by itself, says until when, and is released in the morning, once', async () => {
  const order = await cart()
  expect([stepOf(order), order.heldFrom?.status.name, order.movesWithHours, order.tags]).toMatchObject(['On Hold', 'Placed', { at: '2025-10-25T07:00:00.000Z', when: 'opening', to: { name: 'Placed' } }, ['After hours']])
  expect(await timerOf(order)).toBe('2025-10-25T07:00:00.000Z')
  await look('2025-10-25T06:59:59.000Z')
  expect(stepOf(await shop.read(order))).toBe('On Hold')
  await look(morning)
  const released = await shop.read(order)
  expect([stepOf(released), released.heldFrom, released.movesWithHours]).toEqual(['Placed', null, null])
  expect(await movesOf(order)).toEqual(['hold-until-opening', 'release-at-opening'])
  expect((await shop.api.ask('order.list_events', { id: order.id })).items[0]).toMatchObject({ actor: { kind: 'system' }, data: { because: { rule: 'automatic', name: 'Release At Opening' } } })
})

test('what was whole at night is held as Confirmed; what became whole at night is Confirmed in the morning', async () => {
  const whole = await cart({ shippingAddress: home, paymentMethod: 'card' })
  expect([stepOf(whole), whole.heldFrom?.status.name]).toEqual(['On Hold', 'Confirmed'])
  const late = await cart({ shippingAddress: home })
  expect(stepOf(await shop.change(late, { paymentMethod: 'card' }))).toBe('On Hold')
  await look(morning)
  expect([stepOf(await shop.read(whole)), stepOf(await shop.read(late))]).toEqual(['Confirmed', 'Confirmed'])
  expect(await movesOf(late)).toEqual(['hold-until-opening', 'release-at-opening', 'confirm-order'])
})

test('what a person holds stays held at opening, and what a person releases at night stays released', async () => {
  const held = await shop.take(await shop.take(await cart(), 'release-order'), 'put-on-hold')
  const released = await shop.take(await cart(), 'release-order')
  expect([stepOf(held), held.movesWithHours, stepOf(released)]).toEqual(['On Hold', null, 'Placed'])
  await look(morning)
  expect([stepOf(await shop.read(held)), stepOf(await shop.read(released))]).toEqual(['On Hold', 'Placed'])
})

test('a cart that comes by day stays where it is when the day ends', async () => {
  at('2025-10-24T16:59:00Z')
  const order = await cart()
  expect([stepOf(order), order.movesWithHours]).toEqual(['Placed', null])
  await look(night)
  expect(stepOf(await shop.read(order))).toBe('Placed')
})

test('what a timer does long before the doors close is not told as their doing', async () => {
  await change({ hours: { ...daily('00:00', '24:00'), exceptions: [{ on: '2027-10-29', spans: [] }] } })
  const order = await cart()
  expect([stepOf(order), order.movesWithHours]).toEqual(['Placed', null])
  expect(await timerOf(order)).toBe('2025-10-25T21:00:00.000Z')
})

test('a copy of what was held at night is held as well, and keeps the tags that people gave', async () => {
  const order = await cart({ tags: ['Birthday'] })
  expect(order.tags).toEqual(['Birthday', 'After hours'])
  const copy = await shop.api.ask('order.duplicate', { id: order.id })
  expect([stepOf(copy), copy.tags, await movesOf(copy)]).toEqual(['On Hold', ['Birthday', 'After hours'], ['hold-until-opening']])
  await look(morning)
  expect(stepOf(await shop.read(copy))).toBe('Placed')
  expect((await shop.api.ask('order.duplicate', { id: order.id })).tags).toEqual(['Birthday'])
})

test('the night clocks go back is an hour longer', async () => {
  at('2025-10-25T21:00:00Z')
  const order = await cart()
  expect(await timerOf(order)).toBe('2025-10-26T08:00:00.000Z')
  await look('2025-10-26T07:30:00Z')
  expect(stepOf(await shop.read(order))).toBe('On Hold')
  await look('2025-10-26T08:00:00Z')
  expect(stepOf(await shop.read(order))).toBe('Placed')
})

test('other hours are followed by what is held already: set anew, or released at once, and only once', async () => {
  const order = await cart()
  await change({ hours: daily('07:00', '19:00') })
  expect(await jobs()).toEqual([{ payload: { organizationId: shop.organizationId } }])
  await followHours(database, shop)
  expect(await timerOf(order)).toBe('2025-10-25T05:00:00.000Z')
  expect(stepOf(await shop.read(order))).toBe('On Hold')
  await change({ hours: null })
  await Promise.all([followHours(database, shop), followHours(database, shop)])
  expect([stepOf(await shop.read(order)), await movesOf(order)]).toEqual(['Placed', ['hold-until-opening', 'release-at-opening']])
  await change({ hours: daily('09:00', '19:00') })
  await followHours(database, shop)
  expect(stepOf(await shop.read(order))).toBe('Placed')
})

test('what was placed by day stays so, whatever the hours become', async () => {
  at('2025-10-24T12:00:00Z')
  const [order, doubled] = [await cart(), await cart()]
  const copy = await shop.api.ask('order.duplicate', { id: doubled.id, newId: newId() })
  await change({ hours: daily('16:00', '19:00') })
  await followHours(database, shop)
  await look('2025-10-24T12:30:00Z')
  expect([stepOf(await shop.read(order)), stepOf(await shop.read(copy))]).toEqual(['Placed', 'Placed'])
  expect(stepOf(await cart())).toBe('On Hold')
})

test('a move that people make only within hours says when that is', async () => {
  const document = blueprintFile('whatsapp-shop') as { workflows: { transitions: { key: string; guards?: object[] }[] }[] }
  const approve = document.workflows[0]?.transitions.find(({ key }) => key === 'reopen-order')
  if (approve) approve.guards = [{ fact: 'withinBusinessHours', is: 'present' }]
  await shop.api.ask('blueprint.apply', { document: document as never })
  at('2025-10-24T10:00:00Z')
  const order = await cart()
  await look('2025-10-25T21:00:00Z')
  const reopen = async () => (await shop.moves(order)).find(({ key }) => key === 'reopen-order')?.verdict
  expect(await reopen()).toMatchObject({ allowed: false, because: 'Only within business hours: opens Sunday 09:00.' })
  expect(await shop.refuses(order, { transition: 'reopen-order' })).toMatchObject({ status: 409, detail: 'Only within business hours: opens Sunday 09:00.' })
  at('2025-10-26T09:00:00Z')
  expect(await reopen()).toMatchObject({ allowed: true })
})

test('a timer that counts business hours is over when so much of them has passed, follows other hours, and moves the order once', async () => {
  const document = blueprintFile('whatsapp-shop') as { workflows: { transitions: { key: string; afterMinutes?: number; inBusinessHours?: boolean }[] }[] }
  const abandon = document.workflows[0]?.transitions.find(({ key }) => key === 'abandon-order')
  if (abandon) Object.assign(abandon, { afterMinutes: 180, inBusinessHours: true })
  await shop.api.ask('blueprint.apply', { document: document as never })
  // Friday 18:00 in Berlin: one hour is left of the day, and two go on in the morning.
  at('2025-10-24T16:00:00Z')
  const order = await cart()
  expect(await timerOf(order)).toBe('2025-10-25T09:00:00.000Z')
  expect((await shop.api.ask('order.list_moves', { id: order.id })).byItself).toMatchObject([{ kind: 'automatic' }, { key: 'abandon-order', kind: 'timer', dueAt: '2025-10-25T09:00:00.000Z' }])
  await change({ hours: daily('10:00', '19:00') })
  await followHours(database, shop)
  await look('2025-10-25T09:00:00Z')
  expect([stepOf(await shop.read(order)), await timerOf(order)]).toEqual(['Placed', '2025-10-25T10:00:00.000Z'])
  await look('2025-10-25T10:00:00Z')
  expect([stepOf(await shop.read(order)), await movesOf(order)]).toEqual(['Abandoned', ['abandon-order']])
})

test('a location keeps its own hours, and hours go with a blueprint', async () => {
  const settings = await shop.api.ask('organization.get', {})
  const locations = [{ key: 'night-owl', name: 'Night Owl', code: 'NO', hours: daily('20:00', '04:00') }, { key: 'main', name: 'Main', code: 'M' }]
  await change({ locations })
  expect(stepOf(await cart({ location: 'night-owl' }))).toBe('Placed')
  expect(stepOf(await cart({ location: 'main' }))).toBe('On Hold')
  const exported = await shop.api.ask('blueprint.export', {})
  expect(exported.settings.hours).toEqual(settings.hours)
  const other = await foundBusiness(database, 'service-counter')
  const { changes } = await other.api.ask('blueprint.diff', { document: exported })
  expect(changes).toContainEqual(expect.objectContaining({ what: 'setting', name: 'Opening hours', change: 'change' }))
  await other.api.ask('blueprint.apply', { document: exported })
  expect((await other.api.ask('organization.get', {})).hours).toEqual(settings.hours)
  expect((await other.api.ask('blueprint.diff', { document: exported })).changes).toEqual([])
})

test('spans that overlap are refused at their very field, in settings, at a location and in a blueprint', async () => {
  const hours = { ...daily('09:00', '19:00'), week: { ...daily('09:00', '19:00').week, tuesday: [{ opens: '09:00', closes: '13:00' }, { opens: '12:30', closes: '18:00' }] } }
  expect(await shop.api.refused('organization.update', { hours }, await current())).toMatchObject(overlapAt('/hours/week/tuesday/1/opens'))
  expect(await shop.api.refused('organization.update', { locations: [{ key: 'a', name: 'A', code: 'A', hours }] }, await current())).toMatchObject(overlapAt('/locations/0/hours/week/tuesday/1/opens'))
  expect(await shop.api.refused('blueprint.apply', { document: { ...(blueprintFile('whatsapp-shop') as object), settings: { hours } } as never })).toMatchObject(overlapAt('/document/settings/hours/week/tuesday/1/opens'))
})
