import { describe, expect, test } from 'vitest'
import type { ShownMove, ShownOrder } from '#domain/orders/contract.ts'
import { testDatabase } from '#test/database.ts'
import { allowedOf, blueprintFile, foundBusiness, home } from './business.ts'

const database = testDatabase()
const counter = await foundBusiness(database, 'service-counter')
const staff = await counter.as('staff')

type Journey = { orderType: string; fulfilmentMethod: string; phases: [phase: string, workflow: string, steps: [key: string, shown: string][]][] }

const service: Journey['phases'][number] = ['Production', 'Service', [
  ['service-in-progress', 'In progress (Service In Progress)'], ['quality-check', 'In progress (Quality Check)'], ['pending-packing', 'In progress (Pending Packing)'],
]]
const storePickup: Journey['phases'][number] = ['Fulfillment', 'Store Pickup', [['ready-for-pickup', 'Ready (Ready for Pickup)'], ['collected', 'Completed (Collected)']]]
const homeDelivery: Journey['phases'][number] = ['Fulfillment', 'Home Delivery', [['out-for-delivery', 'In transit (Out for Delivery)'], ['delivered', 'Completed (Delivered)']]]
const counterIntake: Journey['phases'][number] = ['Intake', 'Counter Intake', [['order-created', 'Draft (Order Created)'], ['received', 'Confirmed (Received)']]]
const pickup: Journey['phases'][number] = ['Intake', 'Intake & Pickup', [['order-created', 'Draft (Order Created)'], ['pending-pickup', 'Draft (Pending Pickup)'], ['received', 'Confirmed (Received)']]]
const quotation: Journey['phases'][number] = ['Intake', 'Quotation', [['order-created', 'Draft (Order Created)'], ['quote-sent', 'Quoted (Quote Sent)'], ['quote-accepted', 'Confirmed (Quote Accepted)']]]

const journeys: Journey[] = [
  { orderType: 'walk-in-sale', fulfilmentMethod: 'store-pickup', phases: [counterIntake, service, storePickup] },
  { orderType: 'walk-in-sale', fulfilmentMethod: 'home-delivery', phases: [counterIntake, service, homeDelivery] },
  { orderType: 'pickup-order', fulfilmentMethod: 'home-delivery', phases: [pickup, service, homeDelivery] },
  { orderType: 'pickup-order', fulfilmentMethod: 'store-pickup', phases: [pickup, service, storePickup] },
  { orderType: 'quoted-job', fulfilmentMethod: 'store-pickup', phases: [quotation, service, storePickup] },
]

const categoryNames: Record<string, string> = { draft: 'Draft', quoted: 'Quoted', confirmed: 'Confirmed', in_progress: 'In progress', ready: 'Ready', in_transit: 'In transit', completed: 'Completed' }
const shown = ({ position }: Pick<ShownOrder, 'position'>) => [position.phaseName, position.workflowName, `${categoryNames[position.status.category]} (${position.status.name})`]

describe.each(journeys)('SC-2: $orderType, $fulfilmentMethod', ({ orderType, fulfilmentMethod, phases }) => {
  const road = phases.flatMap(([phase, workflow, steps]) => steps.map(([key, words], i) => ({ key, phase, workflow, words, isFirst: i === 0 })))
  const place = () => counter.place({ orderType, fulfilmentMethod, channel: 'counter', shippingAddress: home })

  test('runs through its phases from the first step to the last, showing phase, workflow and step all the way', async () => {
    let order = await place()
    expect(order.route.map(({ phaseName, workflowName }) => [phaseName, workflowName])).toEqual(phases.map(([phase, workflow]) => [phase, workflow]))
    for (const [i, { key, phase, workflow, words }] of road.entries()) {
      if (i > 0) order = await staff.ask('order.move', { id: order.id, toStep: key })
      expect(shown(order)).toEqual([phase, workflow, words])
      expect(shown(await counter.read(order))).toEqual([phase, workflow, words])
      const listed = (await counter.api.ask('order.list', { phase: order.position.phase, step: key, q: order.number })).items.find(({ id }) => id === order.id)
      expect(listed && shown(listed)).toEqual([phase, workflow, words])
    }
    const { items } = await counter.api.ask('order.list_events', { id: order.id, limit: 500 })
    expect(items.map(({ type }) => type)).toEqual([...road.slice(1).map(() => 'order.moved'), 'order.placed'])
  })

  test('C4: from every step one goes on, back with permission, or cancels while it is open, and nowhere else', async () => {
    let order = await place()
    for (const [i, { key, isFirst, words }] of road.entries()) {
      if (i > 0) order = await counter.goTo(order, key)
      const isOver = words.startsWith('Completed')
      const [next, before] = [road[i + 1]?.key, isFirst ? undefined : road[i - 1]?.key]
      const ways = [next, isOver ? undefined : 'cancelled'].filter((way) => way !== undefined)
      expect(allowedOf(leading(await counter.moves(order))), `${key}, owner`).toEqual([...ways, ...(before ? [before] : [])].sort())
      expect(allowedOf(leading((await staff.ask('order.list_moves', { id: order.id })).items)), `${key}, staff`).toEqual(ways.sort())
      const elsewhere = [...new Set([...road.map((step) => step.key), 'cancelled', 'never-heard-of'])].filter((one) => one !== key && one !== before && !ways.includes(one))
      for (const toStep of elsewhere) expect((await counter.refuses(order, { toStep, reason: 'Trying' })).type, `${key} to ${toStep}`).toBe('/problems/illegal-transition')
      if (before) {
        expect(await staff.refused('order.move', { id: order.id, toStep: before })).toMatchObject({ status: 403 })
        await counter.goTo(order, before)
        order = await counter.goTo(order, key)
      }
    }
  })

  test('can be cancelled with a reason from every open step, and is over then', async () => {
    for (const [upTo, { words }] of road.entries()) {
      if (words.startsWith('Completed')) continue
      let order = await place()
      for (const { key } of road.slice(1, upTo + 1)) order = await counter.goTo(order, key)
      expect(await counter.refuses(order, { transition: 'cancel-order' })).toMatchObject({ status: 422, errors: [{ pointer: '/reason', code: 'required' }] })
      order = await counter.take(order, 'cancel-order', { reason: 'Changed their mind' })
      expect([order.position.step, order.cancelReason]).toEqual(['cancelled', 'Changed their mind'])
      expect(allowedOf(await counter.moves(order))).toEqual([])
    }
  })
})

test('what is published later leaves running orders as they were, and new ones take it', async () => {
  const business = await foundBusiness(database, 'service-counter')
  const before = await business.goTo(await business.place({ orderType: 'walk-in-sale' }), 'received')
  const read = JSON.stringify((await business.read(before)).route)

  await business.api.ask('status.save', { key: 'stain-check', name: 'Stain Check', category: 'in_progress', color: 'blue', scope: 'order' })
  const { workflows } = blueprintFile('service-counter') as { workflows: { key: string; steps: object[] }[] }
  const service = workflows.find(({ key }) => key === 'service') ?? expect.unreachable('There is no service')
  const published = await business.api.ask('workflow.publish', { ...service, steps: [{ key: 'stain-check', status: 'stain-check' }, ...service.steps] } as never)
  expect(published.version).toBe(2)
  const { items: orderTypes } = await business.api.ask('order_type.list')
  const walkIn = orderTypes.find(({ key }) => key === 'walk-in-sale') ?? expect.unreachable('There is no walk-in sale')

  expect(JSON.stringify((await business.read(before)).route)).toBe(read)
  expect(allowedOf(await business.moves(before))).toEqual(['cancelled', 'order-created', 'service-in-progress'])
  expect(await business.refuses(before, { toStep: 'stain-check' })).toMatchObject({ status: 409 })
  let running = before
  for (const step of ['service-in-progress', 'quality-check', 'pending-packing', 'ready-for-pickup', 'collected']) running = await business.goTo(running, step)
  expect(running.position.status.category).toBe('completed')

  const after = await business.goTo(await business.place({ orderType: 'walk-in-sale' }), 'received')
  expect(after.processId).toBe(walkIn.processId)
  expect(allowedOf(await business.moves(after))).toEqual(['cancelled', 'order-created', 'stain-check'])
})

/** The moves that lead on: rescheduling asks for another day and goes nowhere. */
function leading(moves: ShownMove[]): ShownMove[] {
  return moves.filter(({ key }) => key !== 'reschedule')
}
