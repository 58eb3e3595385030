import { expect, test } from 'vitest'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { testDatabase } from '#test/database.ts'
import { allowedOf, foundBusiness, stepOf, thing } from './business.ts'

const studio = await foundBusiness(testDatabase(), 'media-production')
const names = ['Photos', 'Drone', 'Video', 'Floor plan', 'Twilight', 'Website']
const columns = ['pre-production', 'production', 'post-production', 'complete', 'archive']
const states = ['pending', 'in-progress', 'postponed', 'completed', 'cancelled']

const columnsOf = (order: ShownOrder) => order.lines.map(({ position }) => position?.status.name)
const others = (all: string[], here: string) => all.filter((one) => one !== here).sort()
const groups = async () => (await studio.counts('orders')).groups

test('SC-1: six services are booked without a time, stand in five columns at once, one is archived by itself, and the paid order goes to the archive', async () => {
  let order = await studio.place({ orderType: 'media-order', lines: names.map((name) => thing(name, 10_000)) })
  expect(stepOf(order)).toBe('Pending')
  expect(columnsOf(order)).toEqual(Array(6).fill('Pre-Production'))
  expect(await groups()).toEqual({ unscheduled: 1, pending: 1, 'in-progress': 0, postponed: 0, completed: 0, cancelled: 0 })

  const members = (await studio.api.ask('member.list')).items
  const byRole = (role: string) => members.find((member) => member.role === role) ?? expect.unreachable(`There is no ${role}`)
  const [manager, staff, contractor] = [byRole('manager'), byRole('staff'), byRole('contractor')]
  order = await studio.api.ask('order.assign', { id: order.id, managerId: manager.id, add: [staff.id, contractor.id] })
  expect([order.manager?.name, order.team.map(({ name }) => name).sort()]).toEqual([manager.name, [staff.name, contractor.name].sort()])
  expect((await studio.api.ask('order.list', { manager: manager.id })).items.map(({ id }) => id)).toEqual([order.id])

  order = await studio.change(order, { scheduledAt: '2026-12-01T09:00:00Z' })
  expect(await groups()).toMatchObject({ unscheduled: 0, pending: 1 })
  order = await studio.change(order, { scheduledAt: null })
  expect(await groups()).toMatchObject({ unscheduled: 1 })
  order = await studio.change(order, { scheduledAt: '2026-12-02T13:30:00Z' })
  expect(await groups()).toMatchObject({ unscheduled: 0 })

  const spread = ['production', 'post-production', 'production', 'complete', 'archive']
  for (const [i, toStep] of spread.entries()) order = await studio.api.ask('line_item.move', { id: order.lines[i]?.id ?? '', toStep })
  expect(columnsOf(order)).toEqual(['Production', 'Post-Production', 'Production', 'Complete', 'Archive', 'Pre-Production'])
  expect(new Set(columnsOf(order)).size).toBe(5)
  expect(stepOf(order)).toBe('Pending')
  expect(order.total.amount).toBe(50_000)
  expect((await studio.read(order)).lines.map(({ total }) => total.amount)).toEqual([10_000, 10_000, 10_000, 10_000, 0, 10_000])

  order = await studio.goTo(order, 'in-progress')
  for (const { id } of order.lines.filter(({ position }) => !['archive', 'complete'].includes(position?.step ?? ''))) order = await studio.api.ask('line_item.move', { id, toStep: 'complete' })
  order = await studio.goTo(order, 'completed')
  order = await studio.api.ask('order.set_payment', { id: order.id, paymentStatus: 'paid', paymentMethod: 'invoice' })
  expect([stepOf(order), order.paymentStatus]).toEqual(['Completed', 'paid'])
  order = await studio.api.ask('order.archive', { id: order.id })
  expect(await groups()).toEqual({ unscheduled: 0, pending: 0, 'in-progress': 0, postponed: 0, completed: 0, cancelled: 0 })
  expect((await studio.counts('archived-orders')).total).toBe(1)

  const { items } = await studio.api.ask('order.list_events', { id: order.id, limit: 500 })
  expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_, i) => items.length - i))
  expect(items.at(-1)?.type).toBe('order.placed')
  expect(items[0]?.type).toBe('order.archived')
  expect(items.filter(({ type }) => type === 'line_item.moved')).toHaveLength(5 + 4)
})

test('an open order cannot be put away', async () => {
  const order = await studio.place({ orderType: 'media-order' })
  expect(await studio.api.refused('order.archive', { id: order.id })).toMatchObject({ status: 409, type: '/problems/illegal-transition' })
})

test('people assigned to one service are not assigned to the others', async () => {
  const contractor = (await studio.api.ask('member.list')).items.find(({ role }) => role === 'contractor')
  const order = await studio.place({ orderType: 'media-order', lines: [thing('Photos'), thing('Video')] })
  const theirs = await studio.api.ask('line_item.assign', { id: order.lines[0]?.id ?? '', add: [contractor?.id ?? ''] })
  expect(theirs.lines.map(({ assignees }) => assignees.map(({ id }) => id))).toEqual([[contractor?.id], []])
})

test('C4: an order goes freely between its five states, and so does each service between its five columns', async () => {
  let order = await studio.place({ orderType: 'media-order', lines: [thing('Photos')] })
  for (const from of states) {
    if (from !== order.position.step) order = await goTo(order, from)
    expect(allowedOf(await studio.moves(order)), from).toEqual(others(states, from))
    for (const to of others(states, from)) {
      order = await goTo(order, to)
      order = await goTo(order, from)
    }
  }
  order = await goTo(order, 'pending')
  const line = order.lines[0]?.id ?? ''
  for (const from of columns) {
    if (from !== 'pre-production') await studio.api.ask('line_item.move', { id: line, toStep: from })
    expect(allowedOf((await studio.api.ask('line_item.list_moves', { id: line })).items), from).toEqual(others(columns, from))
    for (const to of others(columns, from)) {
      await studio.api.ask('line_item.move', { id: line, toStep: to })
      await studio.api.ask('line_item.move', { id: line, toStep: from })
    }
  }
})

/** Cancelling asks for a reason. */
function goTo(order: ShownOrder, toStep: string): Promise<ShownOrder> {
  return toStep === 'cancelled' ? studio.take(order, 'cancel-order', { reason: 'The house was sold' }) : studio.goTo(order, toStep)
}
