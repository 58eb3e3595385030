import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorsOfNumbering, orderNumberOf } from '#domain/orders/order-number.ts'
import { lookOf, patternOf, patternWith, writable, type Piece } from './number-pieces.ts'
import { choiceFor, goalsOf, joinChoices, newOrderType, rollUpInWords, splitChoices, withoutMethod } from './order-type-edits.ts'

type Choice = { workflow: string; channels?: string[] }
const repair = { ...newOrderType('Repair', ['repair'], ['intake', 'fulfillment'], []), fulfilmentMethods: [{ key: 'pickup', name: 'Pickup', shipping: false }, { key: 'courier', name: 'Courier', shipping: true }] }

test('a new order type has a key of its own and the phases there are', () => {
  expect(repair).toMatchObject({ key: 'repair-2', name: 'Repair', phases: [{ type: 'intake', choices: [] }, { type: 'fulfillment', choices: [] }] })
})

const way = (key: string, type: string | undefined, isRetired = false) => ({ key, scope: type ? 'order' as const : 'line_item' as const, isRetired, ...(type ? { type } : {}) })

test('where there is only one workflow of a kind, a new order type takes it; of several, or of none, it takes none', () => {
  const begun = (workflows: ReturnType<typeof way>[]) => newOrderType('Repair', [], ['intake', 'production'], workflows)
  expect(begun([way('counter', 'intake'), way('old', 'intake', true), way('bench', 'production'), way('van', 'production'), way('items', undefined)]))
    .toMatchObject({ phases: [{ choices: [{ workflow: 'counter' }] }, { choices: [] }], lineItemWorkflow: 'items' })
  expect(begun([way('items', undefined), way('parts', undefined)])).not.toHaveProperty('lineItemWorkflow')
})

test('the last choice is for every other order where it asks for nothing', () => {
  const counter: Choice = { workflow: 'a', channels: ['counter'] }
  const all: Choice = { workflow: 'b' }
  expect(splitChoices([counter, all])).toEqual({ some: [counter], otherwise: all })
  expect(splitChoices([counter])).toEqual({ some: [counter], otherwise: undefined })
  expect(joinChoices(splitChoices([counter, all]))).toEqual([counter, all])
  expect(choiceFor(counter, 'channels', [])).toEqual({ workflow: 'a' })
})

test('a way to hand over that is gone is asked for nowhere', () => {
  const draft = withoutMethod({ ...repair, phases: [{ type: 'fulfillment', choices: [{ workflow: 'a', fulfilmentMethods: ['courier'] }, { workflow: 'b', fulfilmentMethods: ['courier', 'pickup'] }, { workflow: 'c' }] }] }, 'courier')
  expect(draft.phases[0]?.choices).toEqual([{ workflow: 'b', fulfilmentMethods: ['pickup'] }, { workflow: 'c' }])
  expect(draft.fulfilmentMethods.map(({ key }) => key)).toEqual(['pickup'])
})

test('a roll-up leads to moves and steps of the workflows the type takes, and reads as a sentence', () => {
  const workflow = { key: 'a', name: 'A', scope: 'order' as const, movement: 'linear' as const, steps: [{ key: 'ready', status: 's-ready' }], transitions: [{ key: 'done', name: 'All done', from: ['ready'], to: 'ready', fields: [], guards: [], reasonRequired: false, hidden: false }] }
  const draft = { ...repair, phases: [{ type: 'intake', choices: [{ workflow: 'a' }] }] }
  expect(goalsOf(draft, [workflow, { ...workflow, key: 'other' }], () => 'Ready')).toEqual({ moves: [{ value: 'done', label: 'All done' }], steps: [{ value: 'ready', label: 'Ready' }] })
  const names = { category: () => 'Completed', move: () => 'All done', step: () => 'Ready' }
  expect(rollUpInWords({ when: { lines: 'all', in: ['completed'] }, transition: 'done' }, { lineItems: 'Items', order: 'Job' }, names)).toBe('When all items are Completed, move the job by “All done”')
  expect(rollUpInWords({ when: { lines: 'any', in: ['ready'] }, toStep: 'ready' }, { lineItems: 'Items', order: 'Job' }, names)).toBe('When any of the items is Completed, move the job to Ready')
})

test('asking for years of their own shows the year in the number, once', () => {
  const pattern = patternWith(patternWith('R-{sequence:4}', 'year'), 'year')
  expect(orderNumberOf({ pattern }, { year: '2026', month: '11', location: 'CC' }, 42)).toBe('R-2026-0042')
  expect(errorsOfNumbering({ pattern, sequence: 'own', restarts: 'yearly', perLocation: false })).toEqual([])
})

test('a pattern taken apart and put together is the same pattern', () => {
  const piece: fc.Arbitrary<Piece> = fc.oneof(
    fc.constantFrom('year', 'month', 'location').map((kind) => ({ kind: kind as 'year' })),
    fc.string({ minLength: 1, maxLength: 5 }).map(writable).filter(Boolean).map((text) => ({ kind: 'text' as const, text })),
  )
  fc.assert(fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (pieces, digits) => {
    const pattern = patternOf({ pieces, digits })
    expect(patternOf(lookOf(pattern))).toBe(pattern)
  }))
})
