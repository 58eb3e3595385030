import { expect, test } from 'vitest'
import type { Category } from '#domain/workflows/category.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { timelineOf } from './process-timeline.ts'

const step = (key: string, category: Category) => ({ key, status: { id: key, key, name: key, customerName: null, category, color: 'gray' as const, icon: null }, instructions: null, expectedMinutes: null })
const route: ShownOrder['route'] = [
  { phase: 'intake', phaseName: 'Intake', workflow: 'i', workflowName: 'Counter', steps: [step('received', 'placed'), step('accepted', 'confirmed')] },
  { phase: 'work', phaseName: 'Work', workflow: 'w', workflowName: 'Bench', steps: [step('queued', 'in_progress'), step('waiting', 'on_hold'), step('bench', 'in_progress'), step('ready', 'ready'), step('cancelled', 'cancelled')] },
  { phase: 'out', phaseName: 'Out', workflow: 'o', workflowName: 'Pickup', steps: [step('collected', 'completed')] },
]
const at = (key: string, phase = 'work'): ShownOrder['position'] => ({ phase, phaseName: null, workflow: 'w', workflowName: '', step: key, status: step(key, 'in_progress').status })
const read = (here: string, heldFrom: string | null = null) => timelineOf({ route, position: at(here), heldFrom: heldFrom === null ? null : at(heldFrom) })
  .flatMap(({ steps }) => steps.map(({ key, place }) => `${key} ${place}`))

test('phases before are done, those after are to come, and in its own one it is at its step', () => {
  expect(read('bench')).toEqual(['received done', 'accepted done', 'queued done', 'bench here', 'ready to come', 'collected to come'])
  expect(timelineOf({ route, position: at('bench'), heldFrom: null }).map(({ place }) => place)).toEqual(['done', 'here', 'to come'])
})

test('on hold it stands after the step it was held from, and what comes after that is to come', () => {
  expect(read('waiting', 'bench')).toEqual(['received done', 'accepted done', 'queued done', 'bench done', 'waiting here', 'ready to come', 'collected to come'])
})

test('called off, nothing of the phase is said to be done that may never have been', () => {
  expect(read('cancelled').slice(2, 6)).toEqual(['cancelled here', 'queued to come', 'bench to come', 'ready to come'])
})
