import { expect, test } from 'vitest'
import { orderType, workflow, type Workflow } from './schema.ts'
import { customerWordsOf, type CustomerLibrary } from './customer-words.ts'
import { processOfOrderType } from './design-process.ts'
import { enterStep } from './enter-step.ts'
import { positionAt, type Position } from './process.ts'
import { timeInStep } from './time-in-step.ts'

const statuses = ([['asked', 'placed'], ['checking', 'placed'], ['agreed', 'confirmed'], ['paused', 'on_hold'], ['packing', 'in_progress'], ['gone', 'in_transit'], ['off', 'cancelled']] as const)
  .map(([key, category]) => ({ id: key, key, name: key.toUpperCase(), category, scope: 'order' as const }))
const types = [{ key: 'intake', name: 'Intake' }, { key: 'delivery', name: 'Delivery' }]
const flow = (key: string, type: string, steps: Workflow['steps']) => workflow.parse({ key, name: key, type, scope: 'order', movement: 'linear', steps })
const process = processOfOrderType(orderType.parse({ key: 't', name: 'T', phases: [{ type: 'intake', choices: [{ workflow: 'in' }] }, { type: 'delivery', choices: [{ workflow: 'out' }] }] }), [
  flow('in', 'intake', [{ key: 'asked', status: 'asked' }, { key: 'checking', status: 'checking' }, { key: 'agreed', status: 'agreed' }, { key: 'paused', status: 'paused' }, { key: 'off', status: 'off' }]),
  flow('out', 'delivery', [{ key: 'packing', status: 'packing', customerName: 'We are packing it' }, { key: 'gone', status: 'gone' }]),
], { statuses, workflowTypes: types })
const route = [{ phase: 'intake', workflow: 'in' }, { phase: 'delivery', workflow: 'out' }]
const library = (hidden: string[], words: Record<string, string> = {}): CustomerLibrary => new Map(statuses.map(({ id, name }) => [id, { name, customerName: words[id] ?? null, shownToCustomer: !hidden.includes(id) }]))
const at = (phase: string, key: string, step: string) => positionAt(process, phase, key, step) as Position
const read = (position: Position, known: CustomerLibrary, heldFrom: Position | null = null) => customerWordsOf({ position, heldFrom, route }, process, known)?.words

test('a customer reads the step’s own words, else the status’s words for customers, else its name', () => {
  expect(read(at('delivery', 'out', 'packing'), library([]))).toBe('We are packing it')
  expect(read(at('delivery', 'out', 'gone'), library([], { gone: 'On its way to you' }))).toBe('On its way to you')
  expect(read(at('delivery', 'out', 'gone'), library([]))).toBe('GONE')
})

test('where they may not see it, they go on reading the last step of the road that they could', () => {
  expect(read(at('intake', 'in', 'checking'), library(['checking']))).toBe('ASKED')
  expect(read(at('delivery', 'out', 'packing'), library(['packing', 'agreed', 'checking']))).toBe('ASKED')
  expect(read(at('intake', 'in', 'off'), library(['off', 'agreed']))).toBe('CHECKING')
  expect(read(at('intake', 'in', 'asked'), library(['asked']))).toBeUndefined()
})

test('a hold they may not see reads as what it was held from', () => {
  const held = enterStep({ position: at('intake', 'in', 'checking'), heldFrom: null }, at('intake', 'in', 'paused'))
  expect(read(held.position, library(['paused']), held.heldFrom)).toBe('CHECKING')
  expect(read(held.position, library(['paused', 'checking']), held.heldFrom)).toBe('ASKED')
  expect(read(held.position, library([]), held.heldFrom)).toBe('PAUSED')
})

test('a step is overdue once more time has passed than it is expected to take', () => {
  const since = '2026-11-24T09:00:00.000Z'
  expect(timeInStep(since, { expectedMinutes: 30 }, '2026-11-24T09:30:00.000Z')).toEqual({ since, minutes: 30, target: 30, isOverdue: false, overdueAt: '2026-11-24T09:30:00.000Z' })
  expect(timeInStep(since, { expectedMinutes: 30 }, '2026-11-24T09:31:00.000Z')).toMatchObject({ minutes: 31, isOverdue: true })
  expect(timeInStep(since, { expectedMinutes: null }, '2027-11-24T09:00:00.000Z')).toMatchObject({ target: null, isOverdue: false, overdueAt: null })
})
