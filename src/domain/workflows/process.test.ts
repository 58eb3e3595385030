import { expect, test } from 'vitest'
import { library } from '#test/generated-workflows.ts'
import { checkProcess } from './check-process.ts'
import { freezeProcess } from './freeze-process.ts'
import { chooseRoute, lineItemStart, startOf } from './process.ts'
import { rollUpOf } from './roll-up.ts'
import { orderType, workflow } from './schema.ts'

const types = [{ key: 'intake', name: 'Intake' }, { key: 'fulfillment', name: 'Fulfillment' }]
const statuses = [...library.statuses, { id: 'id-todo', key: 'todo', name: 'To do', category: 'draft' as const, scope: 'line_item' as const }, { id: 'id-made', key: 'made', name: 'Made', category: 'completed' as const, scope: 'line_item' as const }]
const road = (key: string, type: string, steps: string[]) => ({ ...workflow.parse({ key, name: key, type, scope: 'order', movement: 'linear', steps: steps.map((step) => ({ key: step, status: step })) }), version: 1 })
const workflows = [
  road('counter', 'intake', ['confirmed']), road('online', 'intake', ['placed', 'confirmed']), road('pickup', 'fulfillment', ['ready', 'completed']), road('delivery', 'fulfillment', ['in-transit', 'completed']),
  { ...workflow.parse({ key: 'making', name: 'Making', scope: 'line_item', movement: 'free', steps: [{ key: 'todo', status: 'todo' }, { key: 'made', status: 'made' }] }), version: 1 },
]
const sale = {
  ...orderType.parse({
    key: 'sale', name: 'Sale', lineItemWorkflow: 'making',
    phases: [
      { type: 'intake', choices: [{ workflow: 'counter', channels: ['counter'] }, { workflow: 'online', channels: ['web', 'api'] }] },
      { type: 'fulfillment', choices: [{ workflow: 'delivery', fulfilmentMethods: ['delivery'] }, { workflow: 'pickup' }] },
    ],
    fulfilmentMethods: [{ key: 'pickup', name: 'Pickup' }, { key: 'delivery', name: 'Delivery', shipping: true }],
    rollUps: [{ key: 'made', name: 'Everything is made', when: { lines: 'all', in: ['completed'] }, toStep: 'ready' }],
  }),
  id: 'sale', version: 1,
}
const process = freezeProcess(sale, workflows, statuses, types, 'process')
const keysOf = (route: ReturnType<typeof chooseRoute>) => route.map(({ workflow: key }) => key)

test('an order takes, in each phase, the first workflow that fits its channel and fulfilment method', () => {
  expect(keysOf(chooseRoute(process, { channel: 'counter', fulfilmentMethod: 'delivery' }))).toEqual(['counter', 'delivery'])
  expect(keysOf(chooseRoute(process, { channel: 'web' }))).toEqual(['online', 'pickup'])
  const skipping = chooseRoute(process, { channel: 'import', fulfilmentMethod: null })
  expect(keysOf(skipping)).toEqual(['pickup'])
  expect(startOf(process, skipping)).toMatchObject({ phase: 'fulfillment', step: 'ready', category: 'ready' })
  expect(lineItemStart(process)).toMatchObject({ phase: null, workflow: 'making', step: 'todo' })
})

test('every route an order can take is checked together', () => {
  const check = (given: typeof sale, all = workflows) => checkProcess(freezeProcess(given, all, statuses, types), all, { statuses, workflowTypes: types })
  expect(check(sale)).toEqual([])
  const withoutFulfillment = { ...sale, rollUps: [], phases: sale.phases.slice(0, 1) }
  expect(check(withoutFulfillment).map(({ workflow: key, code }) => [key, code])).toEqual([['counter', 'dead-end'], ['counter', 'no-end'], ['online', 'dead-end'], ['online', 'no-end']])
})

test('all line items being made moves the order on, cancelled ones not counted; nothing made, or nothing left, does not', () => {
  const position = startOf(process, [{ phase: 'intake', workflow: 'counter' }])
  if (!position) throw new Error('There is no start')
  const order = { position, heldFrom: null, route: chooseRoute(process, { channel: 'counter' }) }
  expect(rollUpOf(process, order, ['completed', 'cancelled'])).toMatchObject({ rule: { key: 'made' }, move: { to: { workflow: 'pickup', step: 'ready' } } })
  expect(rollUpOf(process, order, ['completed', 'draft'])).toBeUndefined()
  expect(rollUpOf(process, order, ['cancelled', 'cancelled'])).toBeUndefined()
  expect(rollUpOf(process, order, [])).toBeUndefined()
})
