import { expect, test } from 'vitest'
import { alwaysOpen } from '../hours/business-hours.ts'
import type { Order } from '../orders/order.ts'
import { freezeProcess } from '../workflows/freeze-process.ts'
import { positionAt, type Position, type Process } from '../workflows/process.ts'
import { orderType as orderTypeSchema, workflow as workflowSchema } from '../workflows/schema.ts'
import { outcomeOf, planMigration, type Plan, type StepMapping } from './plan-migration.ts'
import { planReturn, standOf } from './plan-return.ts'

const statuses = ([
  ['new', 'placed', 'order'], ['working', 'in_progress', 'order'], ['checking', 'in_progress', 'order'], ['waiting', 'on_hold', 'order'], ['sent', 'in_transit', 'order'],
  ['done', 'completed', 'order'], ['off', 'cancelled', 'order'], ['todo', 'draft', 'line_item'], ['made', 'completed', 'line_item'], ['dropped', 'cancelled', 'line_item'],
] as const).map(([key, category, scope]) => ({ id: `id-${key}`, key, name: key, category, scope }))
const types = ['production', 'fulfillment'].map((key) => ({ key, name: key === 'production' ? 'Production' : 'Fulfillment' }))

type Written = { key: string; steps: string[]; type?: string; scope?: 'line_item'; timer?: [string, string, number]; automatic?: [from: string, to: string, once: string] }

function workflow({ key, steps, type = 'production', scope, timer, automatic }: Written) {
  return { ...workflowSchema.parse({
    key, name: key, ...(scope ? {} : { type }), scope: scope ?? 'order', movement: 'free', steps: steps.map((step) => ({ key: step, status: step })),
    transitions: [
      ...(timer ? [{ key: 'late', name: 'Late', from: [timer[0]], to: timer[1], afterMinutes: timer[2], hidden: true }] : []),
      ...(automatic ? [{ key: 'by-itself', name: 'By itself', from: [automatic[0]], to: automatic[1], automatic: [{ fact: automatic[2], is: 'present' }], hidden: true }] : []),
    ],
  }), version: 1 }
}

function process(id: string, given: { workflows: Written[]; phases: Record<string, object[]>; lines?: string }): Process {
  const orderType = orderTypeSchema.parse({ key: 'job', name: 'Job', phases: Object.entries(given.phases).map(([type, choices]) => ({ type, choices })), ...(given.lines ? { lineItemWorkflow: given.lines } : {}) })
  return freezeProcess({ ...orderType, id: 'job', version: 1 }, given.workflows.map(workflow), statuses, types, id)
}

const make = { key: 'make', steps: ['new', 'working', 'waiting', 'done', 'off'] }
const one = process('one', { workflows: [make], phases: { production: [{ workflow: 'make' }] } })

function order(on: Process, step: string, more: Partial<Order> = {}): Order {
  const workflowKey = on.orderType.phases[0]?.choices[0]?.workflow ?? ''
  return {
    id: 'o', processId: on.id, channel: 'back_office', fulfilmentMethod: null, position: at(on, workflowKey, step), heldFrom: null, route: [{ phase: 'production', workflow: workflowKey }],
    archivedAt: null, stepEnteredAt: '2026-11-01T00:00:00.000Z', timerAt: null, lines: [], checklists: [], customer: {}, customerId: null, paymentMethod: null, scheduledAt: null, fields: {}, ...more,
  } as unknown as Order
}

function at(on: Process, key: string, step: string, phase: string | null = 'production'): Position {
  return positionAt(on, phase, key, step) as Position
}

const line = (position: Position | null, more: object = {}) => ({ id: 'l', name: 'Bag', position, heldFrom: null, stockState: 'none', tracksStock: false, checklists: [], ...more }) as unknown as Order['lines'][number]

function plan(subject: Order, from: Process, to: Process, mapping: StepMapping[] = []): Plan {
  return planMigration(subject, { from, to, mapping, statusName: (id) => id.replace('id-', ''), moment: { now: '2026-11-02T00:00:00.000Z', hours: alwaysOpen } })
}

const moved = (planned: Plan): Order => ('order' in planned ? planned.order : expect.fail(planned.because))
const because = (planned: Plan): string => ('because' in planned ? planned.because : expect.fail('It would go'))

test('a step under the same key is kept, with the status it has there', () => {
  const two = process('two', { workflows: [{ ...make, steps: ['new', 'working', 'checking', 'done', 'off'] }], phases: { production: [{ workflow: 'make' }] } })
  expect(moved(plan(order(one, 'working'), one, two))).toMatchObject({ processId: 'two', position: at(two, 'make', 'working'), stepEnteredAt: '2026-11-01T00:00:00.000Z' })
})

test('a step that is not there stays until it is mapped, and goes where the mapping says', () => {
  const two = process('two', { workflows: [{ ...make, steps: ['new', 'checking', 'done', 'off'] }], phases: { production: [{ workflow: 'make' }] } })
  const stays = plan(order(one, 'working'), one, two)
  expect(stays).toMatchObject({ because: '“working” has no place in “make”. Say which step takes it.', unmapped: [{ workflow: 'make', step: 'working', lineItem: false, into: 'make' }] })
  expect(moved(plan(order(one, 'working'), one, two, [{ workflow: 'make', from: 'working', to: 'checking' }])).position).toEqual(at(two, 'make', 'checking'))
  expect(because(plan(order(one, 'working'), one, two, [{ workflow: 'make', from: 'working', to: 'nowhere' }]))).toContain('does not have')
})

test('nothing is ended, called off or put on hold by being moved over', () => {
  const two = process('two', { workflows: [{ ...make, steps: ['new', 'waiting', 'done', 'off'] }], phases: { production: [{ workflow: 'make' }] } })
  for (const to of ['done', 'off', 'waiting']) expect(because(plan(order(one, 'working'), one, two, [{ workflow: 'make', from: 'working', to }])), to).toContain('only a move of its own')
  expect(because(plan(order(one, 'done'), one, two))).toContain('only open orders')
})

test('what is held stays held, and remembers where from there', () => {
  const two = process('two', { workflows: [{ ...make, steps: ['new', 'checking', 'waiting', 'done', 'off'] }], phases: { production: [{ workflow: 'make' }] } })
  const held = order(one, 'waiting', { heldFrom: at(one, 'make', 'working') })
  expect(because(plan(held, one, two))).toContain('“working”')
  expect(moved(plan(held, one, two, [{ workflow: 'make', from: 'working', to: 'checking' }]))).toMatchObject({ position: { step: 'waiting' }, heldFrom: at(two, 'make', 'checking') })
  expect(moved(plan(held, one, two, [{ workflow: 'make', from: 'waiting', to: 'new' }]))).toMatchObject({ position: { step: 'new' }, heldFrom: null })
})

test('phases to come are chosen anew; the one it is in keeps its workflow where that is still offered', () => {
  const two = process('two', {
    workflows: [make, { key: 'other', steps: ['new', 'done'] }, { key: 'ship', steps: ['sent', 'done'], type: 'fulfillment' }],
    phases: { production: [{ workflow: 'other' }, { workflow: 'make', channels: ['counter'] }], fulfillment: [{ workflow: 'ship' }] },
  })
  expect(moved(plan(order(one, 'working'), one, two)).route).toEqual([{ phase: 'production', workflow: 'make' }, { phase: 'fulfillment', workflow: 'ship' }])
  const shippedOnly = process('three', { workflows: [{ key: 'ship', steps: ['sent', 'done'], type: 'fulfillment' }], phases: { fulfillment: [{ workflow: 'ship' }] } })
  expect(because(plan(order(one, 'working'), one, shippedOnly))).toBe('Its phase, Production, is no longer on the way of such orders.')
})

test('line items go by the same rules, begin where there was no workflow, and never cost again what was cancelled', () => {
  const lines: Written = { key: 'bits', steps: ['todo', 'made', 'dropped'], scope: 'line_item' }
  const tracked = process('tracked', { workflows: [make, lines], phases: { production: [{ workflow: 'make' }] }, lines: 'bits' })
  expect(moved(plan(order(one, 'working', { lines: [line(null)] }), one, tracked)).lines[0]?.position).toEqual(at(tracked, 'bits', 'todo', null))
  const dropped = order(tracked, 'working', { lines: [line(at(tracked, 'bits', 'dropped', null))] })
  expect(because(plan(dropped, tracked, one))).toContain('would cost again')
  expect(moved(plan(order(tracked, 'working', { lines: [line(at(tracked, 'bits', 'made', null))] }), tracked, one)).lines[0]?.position).toBeNull()
  const fewer = process('fewer', { workflows: [make, { ...lines, steps: ['todo', 'made'] }], phases: { production: [{ workflow: 'make' }] }, lines: 'bits' })
  expect(plan(dropped, tracked, fewer, [{ workflow: 'bits', from: 'dropped', to: 'made' }])).toMatchObject({ because: expect.stringContaining('only a move of its own') as string })
})

test('goods follow the category, and a timer that would be over begins anew', () => {
  const drafts = process('drafts', { workflows: [{ key: 'make', steps: ['working', 'done'], timer: ['working', 'done', 60] }], phases: { production: [{ workflow: 'make' }] } })
  const planned = moved(plan(order(one, 'working', { lines: [line(null, { tracksStock: true })] }), one, drafts))
  expect(planned.lines[0]?.stockState).toBe('reserved')
  expect(planned.timerAt).toBe('2026-11-02T01:00:00.000Z')
})

test('undoing brings back exactly what has not gone on, and the rest by the mapping turned round', () => {
  const two = process('two', { workflows: [{ ...make, steps: ['new', 'checking', 'done', 'off'] }], phases: { production: [{ workflow: 'make' }] } })
  const mapping = [{ workflow: 'make', from: 'working', to: 'checking' }]
  const before = order(one, 'working')
  const after = moved(plan(before, one, two, mapping))
  const former = { from: standOf(before), to: standOf(after) }
  const undo = (subject: Order, by = mapping, said: StepMapping[] = []) => planReturn(subject, former, by, { from: two, to: one, mapping: said, statusName: (id) => id, moment: { now: '2026-11-02T00:00:00.000Z', hours: alwaysOpen } })
  expect(standOf(moved(undo(after)))).toEqual(standOf(before))
  expect(moved(undo({ ...after, position: at(two, 'make', 'new') })).position).toEqual(at(one, 'make', 'new'))
  expect(because(undo({ ...after, processId: 'three' }))).toContain('again since')
  expect(because(undo({ ...after, lines: [line(null)] }, [...mapping, { workflow: 'make', from: 'waiting', to: 'checking' }]))).toContain('Say which step')
  expect(moved(undo({ ...after, lines: [line(null)] }, [...mapping, { workflow: 'make', from: 'waiting', to: 'checking' }], [{ workflow: 'make', from: 'checking', to: 'new' }])).position).toEqual(at(one, 'make', 'new'))
})

test('what that process does by itself from there follows, and undoing goes back to before it', () => {
  const checked = process('checked', {
    workflows: [{ key: 'make', steps: ['new', 'checking', 'done', 'off'], automatic: ['checking', 'done', 'paymentMethod'] }], phases: { production: [{ workflow: 'make' }] },
  })
  const mapping = [{ workflow: 'make', from: 'working', to: 'checking' }]
  const before = order(one, 'working', { paymentMethod: 'Cash' })
  const planned = plan(before, one, checked, mapping)
  expect(planned).toMatchObject({ order: { position: { step: 'checking' } }, follows: [{ because: { rule: 'automatic', name: 'By itself' }, to: { position: { step: 'done' } } }] })
  expect(plan(order(one, 'working', { paymentMethod: null }), one, checked, mapping)).toMatchObject({ follows: [] })
  const after = outcomeOf(planned) ?? before
  const back = planReturn(after, { from: standOf(before), to: standOf(after) }, mapping, { from: checked, to: one, mapping: [], statusName: (id) => id, moment: { now: '2026-11-02T00:00:00.000Z', hours: alwaysOpen } })
  expect(standOf(moved(back))).toEqual(standOf(before))
})
