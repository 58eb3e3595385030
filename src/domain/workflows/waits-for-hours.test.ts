import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blueprint } from '../blueprints/blueprint.ts'
import { openingHours, weekdays } from '../hours/opening-hours.ts'
import { checkWorkflow } from './check-workflow.ts'
import type { Condition, Transition } from './schema.ts'
import { processOfOrderType } from './design-process.ts'
import { beginSimulation, changeFacts, makeMove, movesOf, passTime, passToTurn, timersOf, type Simulated } from './simulate.ts'
import { placesThatWaitForHours } from './waits-for-hours.ts'

const shop = blueprint.parse(JSON.parse(readFileSync(new URL('../../../blueprints/whatsapp-shop.json', import.meta.url), 'utf8')))
const statuses = shop.statuses.map((status) => ({ ...status, id: status.key }))
const [catalogOrder] = shop.orderTypes
if (!catalogOrder) throw new Error('The shop has no order type')
const process = processOfOrderType(catalogOrder, shop.workflows, { statuses, workflowTypes: shop.workflowTypes })
const usual = openingHours.parse({ week: Object.fromEntries(weekdays.map((day) => [day, [{ opens: '09:00', closes: '18:00' }]])) })
const hours = { timeZone: 'UTC', usual, ofLocations: {} }
const begin = (now: string) => beginSimulation(process, statuses, {}, now, hours) as Simulated
const stepOf = ({ simulation }: Simulated) => simulation.order.position.step
const because = (simulated: Simulated | undefined) => simulated && movesOf(simulated.simulation, 'staff').find(({ move }) => move.key === 'put-on-hold')?.verdict.because
const told = ({ log }: Simulated) => log.map(({ text }) => text)

/** The shop's process, with what is said here of its timer. */
function abandoning(patch: Partial<Transition>): typeof process {
  const changed = (one: Transition) => (one.key === 'abandon-order' ? { ...one, ...patch } : one)
  return { ...process, workflows: Object.fromEntries(Object.entries(process.workflows).map(([key, workflow]) => [key, { ...workflow, transitions: workflow.transitions.map(changed) }])) }
}

test('orders wait for hours exactly where a move made by nobody asks about them', () => {
  expect(placesThatWaitForHours(process).map(({ step }) => step)).toEqual(['placed', 'confirmed', 'on-hold'])
})

test('a pretend order comes at night, is held, and is released when the clock is set to the morning; one that came by day stays through the night', () => {
  const night = begin('2026-11-27T20:00:00.000Z')
  expect(stepOf(night)).toBe('on-hold')
  expect(told(night)).toContain('It moves on by itself when business hours begin: Saturday 09:00.')
  const morning = passToTurn(night.simulation)
  expect([stepOf(morning), morning.simulation.now]).toEqual(['placed', '2026-11-28T09:00:00.000Z'])
  expect(told(morning)).toContain('It is within business hours now: closes 18:00.')
  const nextNight = passToTurn(morning.simulation)
  expect([stepOf(nextNight), told(nextNight)]).toEqual(['placed', ['Time passes: 9 hours.', 'It is outside business hours now: opens Sunday 09:00.']])
  expect(stepOf(passToTurn(begin('2026-11-27T10:00:00.000Z').simulation))).toBe('placed')
})

test('what a person puts on hold is not released by the morning, and a release by hand lasts', () => {
  const released = makeMove(begin('2026-11-27T20:00:00.000Z').simulation, 'staff', { transition: 'release-order' })
  expect(stepOf(released)).toBe('placed')
  const held = makeMove(released.simulation, 'staff', { transition: 'put-on-hold' })
  expect(stepOf(passToTurn(held.simulation))).toBe('on-hold')
  expect(stepOf(changeFacts(held.simulation, { tags: [] }))).toBe('on-hold')
})

test('a move that people make within hours only is refused with when that is; always open never refuses', () => {
  const asking = { ...process, workflows: Object.fromEntries(Object.entries(process.workflows).map(([key, workflow]) => [key, { ...workflow, transitions: workflow.transitions.map((one) => (one.key === 'put-on-hold' ? { ...one, guards: [{ fact: 'withinBusinessHours', is: 'present' as const }] } : one)) }])) }
  const day = beginSimulation(asking, statuses, {}, '2026-11-27T10:00:00.000Z', hours) as Simulated
  expect([because(day), because(passToTurn(day.simulation)), because(beginSimulation(asking, statuses, {}, '2026-11-27T22:00:00.000Z'))]).toEqual(['Allowed.', 'Only within business hours: opens Saturday 09:00.', 'Allowed.'])
})

test('a timer that counts business hours stands still while it is closed, and says so; by the clock it would have been over at night', () => {
  const counting = abandoning({ afterMinutes: 120, inBusinessHours: true })
  const placed = beginSimulation(counting, statuses, {}, '2026-11-27T17:00:00.000Z', hours) as Simulated
  expect(told(placed)).toContain('A timer that counts business hours is set: Saturday 10:00.')
  expect(timersOf(placed.simulation)).toEqual([{ name: 'Abandon Order', to: 'Abandoned', wait: { afterMinutes: 120, inBusinessHours: true }, dueAt: '2026-11-28T10:00:00.000Z' }])
  const closing = passToTurn(placed.simulation)
  expect(stepOf(passToTurn(closing.simulation))).toBe('placed')
  expect(stepOf(passTime(passToTurn(closing.simulation).simulation, 59))).toBe('placed')
  expect(stepOf(passTime(passToTurn(closing.simulation).simulation, 60))).toBe('abandoned')
  expect(stepOf(passTime((beginSimulation(counting, statuses, {}, '2026-11-27T17:00:00.000Z') as Simulated).simulation, 120))).toBe('abandoned')
  expect(placesThatWaitForHours(counting).map(({ step }) => step)).toEqual(['placed', 'confirmed', 'on-hold'])
})

test('one that may not move it when it is over looks again after as many business hours', () => {
  const guarded = abandoning({ afterMinutes: 60, inBusinessHours: true, guards: [{ fact: 'customerEmail', is: 'absent' }] })
  const waiting = passTime((beginSimulation(guarded, statuses, { customerEmail: 'a@example.com' }, '2026-11-27T16:30:00.000Z', hours) as Simulated).simulation, 60)
  expect(waiting.simulation.order).toMatchObject({ position: { step: 'placed' }, timerAt: '2026-11-28T09:30:00.000Z' })
  // What changes in between does not put it off.
  expect(changeFacts(passTime(waiting.simulation, 10).simulation, { tags: ['seen'] }).simulation.order.timerAt).toBe('2026-11-28T09:30:00.000Z')
  expect(stepOf(passTime(changeFacts(waiting.simulation, { customerEmail: null }).simulation, 1_440))).toBe('abandoned')
})

test('the check knows hours: within and outside at once cannot be, and holds are named by the moves that lead there', () => {
  const [workflow] = shop.workflows
  const faults = (release: Condition[], hold?: Condition[]) => workflow && checkWorkflow(
    { ...workflow, transitions: workflow.transitions.map((one) => ({ ...one, ...(one.key === 'release-at-opening' ? { automatic: release } : one.key === 'hold-until-opening' && hold ? { automatic: hold } : {}) })) },
    { statuses, workflowTypes: shop.workflowTypes }).map(({ message }) => message)
  expect(faults([{ fact: 'withinBusinessHours', is: 'present' }, { fact: 'heldBy', in: ['hold-until-opening'] }])).toEqual([])
  expect(faults([{ fact: 'withinBusinessHours', is: 'present' }, { fact: 'withinBusinessHours', is: 'absent' }])).toEqual(['“Release At Opening” never moves by itself: it waits until it is within business hours and that it is outside business hours, which cannot be so at once.'])
  expect(faults([{ fact: 'heldBy', in: ['hold-it'] }])).toEqual(['“Release At Opening” never moves by itself: it waits until it was put on hold by hold-it, which is never so.'])
  const [byHours, closed] = [{ fact: 'heldBy', in: ['hold-until-opening'] }, { fact: 'withinBusinessHours', is: 'absent' as const }]
  expect(faults([byHours, closed], [closed])?.join(' ')).toContain('lead round in a circle')
  expect(faults([byHours, { ...closed, is: 'present' }], [closed])).toEqual([])
})
