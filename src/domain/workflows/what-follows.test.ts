import { expect, test } from 'vitest'
import { library, transition } from '#test/generated-workflows.ts'
import { contextOf } from './fact-context.ts'
import { holdsFor, inWords, whyNot } from './condition.ts'
import { processOfWorkflow } from './design-process.ts'
import { factsFor, findFact } from './fact.ts'
import { workflow, type Transition } from './schema.ts'
import { whatTransitionSetsOff } from './what-follows.ts'

const steps = ['placed', 'confirmed', 'on-hold', 'in-transit', 'completed', 'cancelled', 'closed'].map((key) => ({ key, status: key }))

function textsOf(given: Transition, others: Transition[] = []): string[] {
  const process = processOfWorkflow(workflow.parse({ key: 'w', name: 'W', type: 'production', scope: 'order', movement: 'explicit', steps, transitions: [given, ...others] }), library)
  return whatTransitionSetsOff(process, 'w', given, ({ step }) => step, 'EUR').map(({ text }) => text)
}

test('what a transition sets off is told from every step it leaves', () => {
  expect(textsOf(transition(['confirmed'], 'in-transit'))).toEqual(['Stock is taken: it counts as sold.', 'What was ordered can no longer be changed.'])
  expect(textsOf(transition(['placed'], 'confirmed'))).toEqual([])
  expect(textsOf(transition(['@open'], 'cancelled'))).toEqual(['Stock that was reserved or sold is free again.', 'What was ordered can no longer be changed.', 'The order is cancelled.'])
  expect(textsOf(transition(['completed'], 'closed'))).toEqual(['Where it came from is remembered, to return there.', 'The order is archived.'])
  expect(textsOf(transition(['on-hold'], '@held-from'))).toEqual(['It returns to where it was held from.'])
  expect(textsOf(transition(['confirmed'], '@next-phase'))).toEqual(['It goes on to its next phase.'])
})

test('what waits where it leads to is told, too: wizards, effects, timers and automatic moves', () => {
  const given = transition(['placed'], 'confirmed', { wizard: 'ask-more', effects: [{ kind: 'set_due', afterMinutes: 2880 }, { kind: 'add_checklist', name: 'Packing', items: ['Box', 'Label'] }, { kind: 'set_field', field: 'bench', value: null }] })
  const waiting = [
    transition(['confirmed'], 'cancelled', { afterMinutes: 1440, guards: [{ fact: 'paymentMethod', is: 'absent' }] }),
    transition(['confirmed'], 'completed', { automatic: [{ fact: 'paymentStatus', in: ['paid', 'refunded'] }, { fact: 'everyLineCategory', in: ['ready'] }] }),
  ]
  expect(textsOf(given, waiting)).toEqual([
    'The order becomes due 2 days later.', 'The checklist “Packing” is added: 2 items.', 'Bench is emptied.', 'A wizard asks for what is needed first.',
    'After 1 day there it moves by itself to “cancelled”, if Payment method is empty.',
    'As soon as Payment status is Paid or Refunded and every one of its items is Ready, it moves by itself to “completed”.',
  ])
})

test('facts say how they can be asked, and those of line items are theirs alone', () => {
  const process = processOfWorkflow(workflow.parse({ key: 'w', name: 'W', scope: 'order', movement: 'free', steps }), library)
  const context = contextOf([{ ...process.orderType, fulfilmentMethods: [{ key: 'pickup', name: 'Pick-up', shipping: false }], fields: [{ key: 'size', label: 'Size', kind: 'choices', options: ['S', 'M'], required: false }] }], { scope: 'order', transitions: [] })
  const facts = new Map(factsFor('order', context).map((fact) => [fact.name, fact]))
  expect(facts.get('fulfilmentMethod')).toEqual({ name: 'fulfilmentMethod', label: 'Fulfilment method', kind: 'choice', options: [{ value: 'pickup', label: 'Pick-up' }] })
  expect(facts.get('fields.size')).toMatchObject({ label: 'Size', kind: 'choice', many: 'any' })
  expect(facts.get('total')).toMatchObject({ kind: 'number', isMoney: true })
  expect(facts.has('itemQuantity')).toBe(false)
  expect(factsFor('line_item').map(({ name }) => name)).toContain('itemQuantity')
  expect([findFact('weather', 'order'), findFact('toString', 'order'), findFact('itemQuantity', 'order')]).toEqual([undefined, undefined, undefined])
})

test('of several values one is enough, unless all are asked for; what cannot be compared holds nothing', () => {
  expect(holdsFor({ fact: 'tags', in: ['rush'] }, ['slow', 'rush'])).toBe(true)
  expect(holdsFor({ fact: 'tags', notIn: ['rush'] }, ['slow', 'rush'])).toBe(false)
  expect(holdsFor({ fact: 'lineCategories', in: ['ready'] }, ['ready', 'draft'])).toBe(true)
  expect(holdsFor({ fact: 'everyLineCategory', in: ['ready'] }, ['ready', 'draft'])).toBe(false)
  expect(holdsFor({ fact: 'everyLineCategory', in: ['ready', 'draft'] }, ['ready', 'draft'])).toBe(true)
  expect(holdsFor({ fact: 'everyLineCategory', in: ['ready'] }, [])).toBe(false)
  expect(holdsFor({ fact: 'paymentMethod', in: ['undefined', 'null'] }, undefined)).toBe(false)
  expect(holdsFor({ fact: 'shippingAddress', in: ['[object Object]'] }, { line1: '1 Main Street' })).toBe(false)
  expect(inWords({ fact: 'channel', in: ['web', 'counter'] })).toBe('Channel is Web or Counter')
  expect(whyNot({ fact: 'checklists', in: ['done'] }, {})).toBe('Not every checklist of the order is done.')
})
