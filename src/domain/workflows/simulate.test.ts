import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from '../kernel/permission.ts'
import { library, soundWorkflow, transition as way } from '#test/generated-workflows.ts'
import { shopLineWorkflow, shopOrderType, shopStatuses, shopWorkflow } from '#test/found-shop.ts'
import { processOfOrderType, processOfWorkflow } from './design-process.ts'
import { orderType, workflow, type Workflow } from './schema.ts'
import { beginSimulation, changeFacts, fireTimer, makeMove, movesOf, passTime, tickInSimulation, timersOf, type Simulation, type Simulated } from './simulate.ts'

const now = '2026-11-24T09:00:00.000Z'
const statuses = shopStatuses.map((status) => ({ ...status, id: status.key }))
const types = [{ key: 'production', name: 'Production' }]
const road = workflow.parse(shopWorkflow)
const shop = processOfOrderType(orderType.parse({
  ...shopOrderType, fields: [{ key: 'carrier', label: 'Carrier', kind: 'text' }], checklists: [{ name: 'Before work', items: ['Access code', 'RAWs'] }],
}), [
  { ...road, transitions: road.transitions.map((one) => (one.key === 'start-work' ? { ...one, checklistGate: 'order' as const, effects: [{ kind: 'add_tag' as const, tag: 'started' }, { kind: 'assign_mover' as const }] } : one)) },
  workflow.parse(shopLineWorkflow),
], { statuses, workflowTypes: types })

const told = ({ log }: Simulated) => log.map(({ text }) => text)
const begin = (given: Parameters<typeof beginSimulation>[2] = {}) => beginSimulation(shop, statuses, given, now) as Simulated
const offered = (simulation: Simulation, key: string) => movesOf(simulation, 'manager').find(({ move }) => move.key === key)

test('a pretend order is told from its placing to its end, refusals and what follows included', () => {
  const placed = begin()
  expect(told(placed)).toEqual([
    'An order comes in (Back office) and stands at “New”.', 'Its placing is recorded.', 'Stock is reserved.', 'A timer is set: it looks after 1 hour.', 'The customer reads “New”.',
  ])
  const paid = changeFacts(placed.simulation, { paymentMethod: 'card', hasShippingAddress: true })
  expect(told(paid)).toEqual(['Payment method, Shipping address change.', '“Accepted” moves it by itself from “New” to “Accepted”.', 'The move is recorded.', 'The customer reads “Accepted”.'])
  expect(told(makeMove(paid.simulation, 'contractor', { transition: 'start-work' }))).toEqual(['A contractor moves no orders.'])
  expect(movesOf(paid.simulation, 'contractor').every(({ verdict }) => !verdict.allowed)).toBe(true)
  expect(told(makeMove(paid.simulation, 'staff', { transition: 'start-work' }))).toEqual(['Only Owner, Admin, Manager may do this. 2 of 2 checklist items are still open: Access code, RAWs.'])
  const { checklists: [list] } = paid.simulation.order
  const ticked = (list?.items ?? []).reduce((simulation, item) => tickInSimulation(simulation, list?.id ?? '', item.id, true).simulation, paid.simulation)
  const started = makeMove(ticked, 'manager', { transition: 'start-work' })
  expect(told(started)).toEqual(['It moves from “Accepted” to “In the workshop” (Start work).', 'The move is recorded.', 'The order is tagged “started”.', 'You join its team.', 'The customer reads “In the workshop”.'])
  expect(told(makeMove(started.simulation, 'manager', { transition: 'send' }))).toEqual(['Needs Tracking number.'])
  const [line] = started.simulation.order.lines
  const finished = makeMove(started.simulation, 'contractor', { lineItemId: line?.id, toStep: 'finished' })
  expect(told(finished)).toEqual([
    '“Something ordered” moves from “To do” to “Finished”.', 'The move is recorded.',
    '“All line items finished”: the order follows its items from “In the workshop” to “Done” (Hand over).', 'The move is recorded.', 'Stock is taken: it counts as sold.', 'The customer reads “Done”.',
  ])
  expect(movesOf(finished.simulation, 'owner').map(({ move }) => move.key)).toEqual(['file'])
})

test('time passes: a timer fires only where its move may be made, and looks again otherwise', () => {
  const { simulation } = begin()
  expect(timersOf(simulation)).toEqual([{ name: 'Forgotten', to: 'Forgotten', wait: { afterMinutes: 60, inBusinessHours: false }, dueAt: '2026-11-24T10:00:00.000Z' }])
  expect(passTime(simulation, 59).simulation.order.position.step).toBe('new')
  expect(fireTimer(simulation)).toMatchObject({ simulation: { order: { position: { step: 'forgotten' }, timerAt: null } } })
  const waiting = passTime(changeFacts(simulation, { paymentMethod: 'card' }).simulation, 60)
  expect(waiting.log.map(({ kind }) => kind)).toEqual(['time', 'timer_waits'])
  expect(waiting.simulation.order).toMatchObject({ position: { step: 'new' }, stepEnteredAt: now, timerAt: '2026-11-24T11:00:00.000Z' })
  expect(told(fireTimer(fireTimer(simulation).simulation))).toEqual(['No timer runs here.'])
})

test('of several timers the shortest that may moves it on, and a longer one has its turn when it may not', () => {
  const two = processOfWorkflow({
    key: 'w', name: 'W', type: 'production', scope: 'order', movement: 'explicit', steps: ['new', 'done', 'called-off'].map((key) => ({ key, status: key })),
    transitions: [
      way(['new'], 'done', { key: 'finish', name: 'Finish', afterMinutes: 10, guards: [{ fact: 'paymentStatus', in: ['paid'] }], hidden: true }),
      way(['new'], 'called-off', { key: 'give-up', name: 'Give up', afterMinutes: 30, hidden: true }),
    ],
  }, { statuses, workflowTypes: types })
  const placed = beginSimulation(two, statuses, {}, now) as Simulated
  expect(passTime(placed.simulation, 10).simulation.order).toMatchObject({ position: { step: 'new' }, timerAt: '2026-11-24T09:30:00.000Z' })
  expect(passTime(placed.simulation, 30).simulation.order.position.step).toBe('called-off')
  expect(passTime(changeFacts(placed.simulation, { paymentStatus: 'paid' }).simulation, 30).simulation.order.position.step).toBe('done')
})

test('before a move is made one sees what it sets off', () => {
  const { simulation } = begin({ paymentMethod: 'card', hasShippingAddress: true })
  expect(simulation.order.position.step).toBe('accepted')
  expect(offered(simulation, 'start-work')?.follows.map(({ text }) => text)).toEqual([
    'The order is tagged “started”.', 'Whoever makes the move joins the team.', 'When its items are so far, it follows them: All line items finished.',
  ])
  expect(offered(simulation, 'call-off')?.follows.map(({ text }) => text)).toEqual(['Reserved stock is free again.', 'What was ordered can no longer be changed.', 'The order is cancelled.'])
  expect(offered(simulation, 'hold')?.follows.map(({ text }) => text)).toEqual(['Where it came from is remembered, to return there.'])
})

test('what a design sends round in a circle is stopped, and said so', () => {
  const round = processOfWorkflow({
    key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps: ['new', 'accepted'].map((key) => ({ key, status: key })),
    transitions: [way(['new'], 'accepted', { automatic: [{ fact: 'lineCount', atLeast: 1 }] }), way(['accepted'], 'new', { automatic: [{ fact: 'total', atLeast: 1 }] })],
  }, { statuses, workflowTypes: types })
  expect(beginSimulation(round, statuses, {}, now)?.log.at(-1)).toMatchObject({ kind: 'circle' })
})

test('no draft is too wrong to be tried out', () => {
  const damage = fc.record({ status: fc.nat(), to: fc.nat(), duplicate: fc.boolean(), isEmpty: fc.boolean(), scope: fc.constantFrom('order' as const, 'line_item' as const) })
  const steps = fc.array(fc.record({ pick: fc.nat(), role: fc.constantFrom(...roles), minutes: fc.nat(3000), what: fc.nat(3) }), { maxLength: 12 })
  fc.assert(fc.property(soundWorkflow, damage, steps, (sound, wrong, actions) => {
    const broken: Workflow = {
      ...sound, scope: wrong.scope,
      steps: wrong.isEmpty ? [] : sound.steps.map((step, i) => (i === wrong.status % sound.steps.length ? { ...step, status: 'nothing-known' } : step)),
      transitions: [...sound.transitions.map((one, i) => (i === wrong.to % 7 ? { ...one, to: 'nowhere', afterMinutes: 5 } : one)), ...(wrong.duplicate ? sound.transitions : [])],
    }
    const begun = beginSimulation(processOfWorkflow(broken, library), library.statuses, {}, now)
    expect(begun === undefined).toBe(wrong.isEmpty && wrong.scope === 'order')
    let simulation = begun?.simulation
    for (const { pick, role, minutes, what } of simulation ? actions : []) {
      if (!simulation) break
      const lineItemId = what === 1 ? 'line-0' : undefined
      const moves = movesOf(simulation, role, lineItemId)
      const chosen = moves[pick % Math.max(1, moves.length)]
      const wanted = chosen?.move.kind === 'named' ? { transition: chosen.move.key } : { toStep: chosen?.move.to.step }
      const next: Simulated = what === 2 ? passTime(simulation, minutes) : what === 3 ? changeFacts(simulation, { paymentStatus: 'paid', total: pick % 10_000, lineChecklists: 'open' }) : makeMove(simulation, role, { ...wanted, lineItemId, reason: 'Because' })
      expect(next.log.every(({ text }) => /[.]$/.test(text))).toBe(true)
      simulation = next.simulation
    }
  }), { numRuns: 300 })
})

test('a pretend order goes the whole way of its order type: from phase to phase, moved by hand, by its items, by itself and by time', () => {
  const phases = [{ key: 'intake', name: 'Intake' }, { key: 'production', name: 'Production' }, { key: 'fulfillment', name: 'Fulfillment' }]
  const intake = workflow.parse({ key: 'in', name: 'Counter', type: 'intake', scope: 'order', movement: 'linear', steps: [{ key: 'taken', status: 'new' }, { key: 'agreed', status: 'accepted' }] })
  const out = workflow.parse({
    key: 'out', name: 'Pickup', type: 'fulfillment', scope: 'order', movement: 'explicit', steps: ['accepted', 'done', 'forgotten'].map((key) => ({ key, status: key })),
    transitions: [way(['accepted'], 'done', { name: 'Paid and gone', automatic: [{ fact: 'paymentStatus', in: ['paid'] }] }), way(['accepted'], 'forgotten', { name: 'Never fetched', afterMinutes: 1_440 })],
  })
  const rest = { rollUps: [{ key: 'all', name: 'All finished', when: { lines: 'all' as const, in: ['completed' as const] }, toStep: 'accepted' }], lineItemWorkflow: shopLineWorkflow.key, fulfilmentMethods: [{ key: 'pickup', name: 'Pickup' }, { key: 'post', name: 'Post' }] }
  const making = workflow.parse({ ...shopWorkflow, key: 'make', transitions: [], movement: 'linear', steps: [{ key: 'in-work', status: 'working' }, { key: 'held', status: 'waiting' }] })
  const whole = processOfOrderType(orderType.parse({ key: 'whole', name: 'Whole', phases: [{ type: 'intake', choices: [{ workflow: 'in' }] }, { type: 'production', choices: [{ workflow: 'make' }] }, { type: 'fulfillment', choices: [{ workflow: 'out', fulfilmentMethods: ['pickup'] }] }], ...rest }), [intake, making, out, workflow.parse(shopLineWorkflow)], { statuses, workflowTypes: phases })
  const begun = beginSimulation(whole, statuses, { lines: [{ name: 'Shoes' }, { name: 'Bag' }] }, now) as Simulated
  expect(begun.simulation.order.route.map(({ workflow: key }) => key)).toEqual(['in', 'make', 'out'])
  expect(beginSimulation(whole, statuses, { fulfilmentMethod: 'post' }, now)?.simulation.order.route).toHaveLength(2)
  const agreed = makeMove(begun.simulation, 'staff', { toStep: 'agreed' }).simulation
  expect(offered(agreed, 'to-in-work')?.follows[0]?.text).toBe('It goes on to the phase Production.')
  const made = makeMove(agreed, 'staff', { toStep: 'in-work' })
  expect(told(made)).toContain('It is in the phase Production now.')
  const [shoes, bag] = made.simulation.order.lines
  const half = makeMove(made.simulation, 'staff', { lineItemId: shoes?.id, toStep: 'finished' }).simulation
  expect(half.order.position.phase).toBe('production')
  const handed = makeMove(half, 'staff', { lineItemId: bag?.id, toStep: 'finished' })
  expect(told(handed)).toEqual(expect.arrayContaining(['“All finished”: the order follows its items from “In the workshop” to “Accepted”.', 'It is in the phase Fulfillment now.', 'A timer is set: it looks after 1 day.']))
  expect(handed.simulation.order.position).toMatchObject({ phase: 'fulfillment', workflow: 'out' })
  expect(told(changeFacts(handed.simulation, { paymentStatus: 'paid' }))).toContain('“Paid and gone” moves it by itself from “Accepted” to “Done”.')
  expect(passTime(handed.simulation, 1_440).simulation.order.position.step).toBe('forgotten')
})
