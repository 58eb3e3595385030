import fc from 'fast-check'
import { expect, test } from 'vitest'
import { categories, type Category } from './category.ts'
import { checkProcess } from './check-process.ts'
import { freezeProcess } from './freeze-process.ts'
import { orderType, workflow, type Condition, type OrderType, type Workflow } from './schema.ts'

const types = [{ key: 'production', name: 'Production' }]
const statuses = categories.flatMap((category) => (['order', 'line_item'] as const).map((scope) => ({ id: `${scope}-${category}`, key: `${scope === 'order' ? 'o' : 'l'}-${category.replaceAll('_', '-')}`, name: category, category, scope })))
const keyOf = (scope: 'o' | 'l', category: Category) => `${scope}-${category.replaceAll('_', '-')}`
const stepsOf = (scope: 'o' | 'l', all: Category[]) => all.map((category) => ({ key: category.replaceAll('_', '-'), status: keyOf(scope, category) }))
const lineWork = workflow.parse({ key: 'lines', name: 'Lines', scope: 'line_item', movement: 'free', steps: stepsOf('l', ['draft', 'in_progress', 'ready', 'completed', 'cancelled']) })
const road: Category[] = ['placed', 'confirmed', 'in_progress', 'ready', 'completed']

type RollUp = OrderType['rollUps'][number]
const rollUp = (name: string, lines: 'all' | 'any', within: Category[], toStep: Category): RollUp => ({ key: name, name, when: { lines, in: within }, toStep: toStep.replaceAll('_', '-') })

function check(rollUps: RollUp[], more: { order?: Partial<Workflow>; type?: Partial<OrderType> } = {}) {
  const work = { ...workflow.parse({ key: 'work', name: 'Work', type: 'production', scope: 'order', movement: 'free', steps: stepsOf('o', road) }), ...more.order }
  const workflows = [{ ...work, version: 1 }, { ...lineWork, version: 1 }]
  const type = { ...orderType.parse({ key: 'job', name: 'Job', phases: [{ type: 'production', choices: [{ workflow: 'work' }] }], lineItemWorkflow: 'lines' }), rollUps, ...more.type, id: 'job', version: 1 }
  return checkProcess(freezeProcess(type, workflows, statuses, types, 'process'), workflows, { statuses, workflowTypes: types })
}

test('rules that move an order back and forth while its items stand still are found, with the items that do it', () => {
  expect(check([rollUp('All ready', 'all', ['ready'], 'ready'), rollUp('Something ready', 'any', ['ready'], 'in_progress')])).toMatchObject([{
    code: 'roll-up-cycle', workflow: 'work', path: ['ready', 'in-progress', 'ready'],
    message: expect.stringMatching(/^The roll-ups “.*” and “.*” move orders back and forth: “.*” → “.*” → “.*”, while the line items stand at Ready\.$/),
  }])
})

test('rules that go round together with an automatic move are found, unless its conditions keep them apart', () => {
  const ready = [rollUp('All ready', 'all', ['ready'], 'ready')]
  expect(check(ready, back([{ fact: 'paymentStatus', in: ['unpaid'] }])).map(({ code }) => code)).toEqual(['roll-up-cycle'])
  expect(check(ready, back([{ fact: 'everyLineCategory', in: ['in_progress'] }]))).toEqual([])
  expect(check(ready, back([{ fact: 'lineCategories', in: ['ready'] }])).map(({ code }) => code)).toEqual(['roll-up-cycle'])
})

test('rules of which one only ever leads onward are never accused, and any two that lead to and fro always are', () => {
  const category = fc.constantFrom<Category>('draft', 'in_progress', 'ready', 'completed', 'cancelled')
  const forward = fc.array(fc.tuple(fc.nat(), fc.constantFrom('all' as const, 'any' as const), fc.array(category, { minLength: 1, maxLength: 3 })), { maxLength: 4 })
  fc.assert(fc.property(forward, (rules) => {
    // Each rule leads to a step of its own, later ones further, and the furthest whose time has come is looked at first.
    const rollUps = rules.map(([, lines, within], i) => rollUp(`rule ${i}`, lines, [...new Set(within)], road[i + 1] ?? 'completed'))
    const onward = rollUps.map((rule, i) => ({ key: `on-${i}`, name: `On ${i}`, from: road.slice(0, i + 1).map((step) => step.replaceAll('_', '-')), to: rule.toStep ?? '', fields: [], guards: [], reasonRequired: false, hidden: false }))
    const named = rollUps.map(({ key, name, when }, i) => ({ key, name, when, transition: `on-${i}` }))
    expect(check(named, { order: { movement: 'linear', transitions: onward } })).toEqual([])
  }), { numRuns: 250 })
  fc.assert(fc.property(fc.constantFrom(...road), fc.constantFrom(...road), category, fc.array(category, { maxLength: 2 }), fc.array(category, { maxLength: 2 }), (one, other, shared, a, b) => {
    fc.pre(one !== other && shared !== 'cancelled')
    const found = check([rollUp('There', 'any', [...new Set([shared, ...a])], one), rollUp('Back', 'all', [...new Set([shared, ...b])], other)])
    expect(found.map(({ code }) => code)).toContain('roll-up-cycle')
  }), { numRuns: 250 })
})

test('what a move sets must be a field that is there, and fit it', () => {
  expect(sets('bench', 'one')).toEqual([])
  expect(sets('bench', 'three')).toEqual(['unfit-value'])
  expect(sets('shelf', 'one')).toEqual(['unknown-field'])
})

test('a field’s own options decide which conditions on it can hold', () => {
  expect(asks([{ fact: 'fields.bench', in: ['two'] }])).toEqual([])
  expect(asks([{ fact: 'fields.bench', in: ['three'] }])).toEqual(['impossible-guard'])
  expect(asks([{ fact: 'fields.bench', is: 'present' }, { fact: 'fields.bench', notIn: ['one', 'two'] }])).toEqual(['impossible-guard'])
  expect(asks([{ fact: 'orderType', in: ['another-type'] }])).toEqual([])
})

function sets(field: string, value: string | number) {
  return check([], {
    order: { transitions: [{ key: 'go', name: 'Go', from: ['placed'], to: 'confirmed', effects: [{ kind: 'set_field', field, value }], fields: [], guards: [], reasonRequired: false, hidden: false }] },
    type: { fields: [{ key: 'bench', label: 'Bench', kind: 'choice', options: ['one', 'two'], required: false }] },
  }).map(({ code }) => code)
}

function asks(guards: Condition[]) {
  return check([], {
    order: { transitions: [{ key: 'go', name: 'Go', from: ['placed'], to: 'confirmed', guards, fields: [], reasonRequired: false, hidden: false }] },
    type: { fields: [{ key: 'bench', label: 'Bench', kind: 'choice', options: ['one', 'two'], required: false }] },
  }).map(({ code }) => code)
}

function back(automatic: Condition[]) {
  return { order: { transitions: [{ key: 'back', name: 'Back', from: ['ready'], to: 'in-progress', automatic, fields: [], guards: [], reasonRequired: false, hidden: true }] } }
}
