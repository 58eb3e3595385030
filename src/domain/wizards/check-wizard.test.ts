import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { blueprint } from '../blueprints/blueprint.ts'
import { orderType, workflow } from '../workflows/schema.ts'
import { answersSchema } from './answers-schema.ts'
import { checkWizard, type WizardWorld } from './check-wizard.ts'
import { wizard, type WizardFile } from './wizard.ts'

type Questions = WizardFile['pages'][number]['questions']

const world: WizardWorld = {
  orderTypes: [orderType.parse({ key: 'sale', name: 'Sale', phases: [{ type: 'production', choices: [] }], fields: [{ key: 'size', label: 'Size', kind: 'number' }] }), orderType.parse({ key: 'made', name: 'Made to measure', phases: [{ type: 'production', choices: [] }], fields: [{ key: 'size', label: 'Size', kind: 'number', required: true }] })],
  workflows: [workflow.parse({ key: 'road', name: 'Road', scope: 'order', movement: 'linear', steps: [{ key: 'a', status: 'a' }], transitions: [{ key: 'collect', name: 'Collect', from: ['a'], to: 'a' }] })],
  products: new Set(),
}
const customer: Questions[number] = { key: 'customer', kind: 'customer', label: 'Customer', required: true }
const items: Questions[number] = { key: 'items', kind: 'items', label: 'Items', required: true }
const sale = (pages: WizardFile['pages'], more: Partial<WizardFile> = {}): WizardFile => ({ key: 'w', name: 'W', purpose: 'create', audience: ['staff'], channels: ['counter'], orderType: 'sale', ...more, pages })
const asking = (...questions: Questions) => sale([{ key: 'p', title: 'P', questions: [customer, items, ...questions] }])
const line = (questions: Questions, more: Partial<WizardFile> = {}): WizardFile => ({ key: 'w', name: 'W', purpose: 'line_item', audience: ['staff'], channels: ['counter'], appliesTo: { units: ['m'] }, ...more, pages: [{ key: 'p', title: 'P', questions }] })
const text = (key: string, more: Partial<Questions[number]> = {}): Questions[number] => ({ key, kind: 'text', label: key.toUpperCase(), ...more })
const faultsOf = (file: WizardFile) => checkWizard(wizard.parse(JSON.parse(JSON.stringify(file))), world)

test('a wizard that can work has no faults', () => {
  expect(faultsOf({ ...asking({ key: 'size', kind: 'number', label: 'Size', field: 'size', required: true }), orderType: 'made' })).toEqual([])
  expect(faultsOf(asking(text('a', { required: true }), text('b', { showIf: [{ question: 'a', is: 'answered' }] })))).toEqual([])
  expect(faultsOf(line([{ key: 'width', kind: 'measurement', label: 'Width' }], { sets: { quantity: 'width / 100', unitPrice: 'catalogPrice' } }))).toEqual([])
})

const due = (key: string, hours: 'within' | 'outside') => ({ key, kind: 'due_date' as const, label: key, hours })

test('what is asked by opening hours may be there twice, and be unanswered though it is required', () => {
  expect(faultsOf(asking(due('today', 'within'), due('tomorrow', 'outside'), text('a', { required: true, hours: 'outside' }), text('b', { showIf: [{ question: 'a', is: 'unanswered' }] })))).toEqual([])
})

const choice = text('c', { kind: 'choice', options: ['Red', 'Blue'], required: true })

test.each<[name: string, file: WizardFile, code: string, words: string]>([
  ['a ring of conditions', asking(text('a', { showIf: [{ question: 'b', is: 'answered' }] }), text('b', { showIf: [{ question: 'a', is: 'answered' }] })), 'condition-ring', '“A” → “B” → “A”'],
  ['a condition on a question that is gone', asking(text('a', { showIf: [{ question: 'gone', is: 'answered' }] })), 'unknown-condition', 'not there'],
  ['a page’s condition on a question that is gone', sale([{ key: 'p', title: 'P', questions: [customer, items] }, { key: 'q', title: 'Q', showIf: [{ question: 'gone', is: 'answered' }], questions: [text('a')] }]), 'unknown-condition', 'The page “Q”'],
  ['a condition on a later question', asking(text('a', { showIf: [{ question: 'b', is: 'answered' }] }), text('b')), 'later-condition', 'Move it behind'],
  ['a condition on its own answer', asking(text('a', { showIf: [{ question: 'a', is: 'answered' }] })), 'own-condition', 'its own answer'],
  ['a condition on what is no option', asking(choice, text('a', { showIf: [{ question: 'c', in: ['Green'] }] })), 'impossible-condition', '“Green”'],
  ['a condition that no answer is left for', asking(choice, text('a', { showIf: [{ question: 'c', notIn: ['Red', 'Blue'] }] })), 'impossible-condition', 'no answer is left'],
  ['a condition on a required question being unanswered', asking(choice, text('a', { showIf: [{ question: 'c', is: 'unanswered' }] })), 'impossible-condition', 'never unanswered'],
  ['a condition that says nothing', asking(choice, text('a', { showIf: [{ question: 'c' }] })), 'impossible-condition', 'says nothing'],
  ['a question for other hours than its page', sale([{ key: 'p', title: 'P', questions: [customer, items] }, { key: 'q', title: 'Q', hours: 'within', questions: [text('a', { hours: 'outside' })] }]), 'impossible-condition', 'only outside opening hours'],
  ['a customer who is asked for only by day', sale([{ key: 'p', title: 'P', questions: [{ ...customer, hours: 'within' }, items] }]), 'no-customer', 'always asked'],
  ['a field the order type needs that nobody asks for', { ...asking(), orderType: 'made' }, 'no-field', '“Size”'],
  ['a field the order type needs that may stay empty', { ...asking({ key: 'size', kind: 'number', label: 'Size', field: 'size' }), orderType: 'made' }, 'no-field', 'required and always'],
  ['hours in a wizard for line items', line([text('a', { hours: 'outside' })]), 'unfit', 'does not depend on opening hours'],
  ['the same question twice', asking(text('a'), text('a')), 'duplicate-question', 'twice'],
  ['the same page twice', sale([{ key: 'p', title: 'P', questions: [customer, items] }, { key: 'p', title: 'Q', questions: [text('a')] }]), 'duplicate-page', 'two pages'],
  ['an empty page', sale([{ key: 'p', title: 'P', questions: [customer, items] }, { key: 'q', title: 'Q', questions: [] }]), 'empty-page', 'asks nothing'],
  ['a choice without options', asking(text('a', { kind: 'choice' })), 'no-options', 'no options'],
  ['an option said twice', asking(text('a', { kind: 'choice', options: ['Red', 'Red'] })), 'duplicate-option', 'twice'],
  ['a pattern that goes back', asking(text('a', { pattern: '(a)\\1' })), 'bad-pattern', 'refers back'],
  ['a pattern that explodes', asking(text('a', { pattern: '(a{200}){200}' })), 'bad-pattern', 'too large'],
  ['least above most', asking(text('a', { min: 5, max: 2 })), 'min-above-max', 'at least 5'],
  ['a first answer that is none', asking(text('a', { kind: 'choice', options: ['Red'], default: 'Green' })), 'bad-default', 'no right answer'],
  ['a required question nobody sees', asking(text('a', { required: true, visibleTo: ['customer'] })), 'hidden-required', 'Nobody sees'],
  ['a question nobody sees', asking(text('a', { visibleTo: ['customer'] })), 'nobody', 'Nobody sees'],
  ['a list without one', asking(text('a', { kind: 'checklist' })), 'no-checklist', 'no list'],
  ['a field that is not there', asking(text('a', { field: 'shoe' })), 'unknown-field', 'no order has'],
  ['a field of another kind', asking(text('a', { field: 'size' })), 'unfit-field', 'different kinds'],
  ['a product that is gone', asking({ key: 'more', kind: 'items', label: 'More', products: ['01890000-0000-7000-8000-000000000000'] }), 'unknown-product', 'no longer there'],
  ['no question about the customer', sale([{ key: 'p', title: 'P', questions: [items] }]), 'no-customer', 'who the customer is'],
  ['a customer who need not be named', sale([{ key: 'p', title: 'P', questions: [{ ...customer, required: false }, items] }]), 'no-customer', 'required'],
  ['no items where the order type insists on them', sale([{ key: 'p', title: 'P', questions: [customer] }]), 'no-items', 'at least one line item'],
  ['an order type that is gone', { ...asking(), orderType: 'gone' }, 'unknown-order-type', 'not there'],
  ['no order type', { ...asking(), orderType: undefined }, 'no-order-type', 'never asks'],
  ['a move that no workflow has', sale([{ key: 'p', title: 'P', questions: [text('a')] }], { purpose: 'update', transition: 'fly' }), 'unknown-transition', 'no workflow has'],
  ['what cannot be updated', sale([{ key: 'p', title: 'P', questions: [text('a', { kind: 'order_type' })] }], { purpose: 'update' }), 'unfit-question', 'updates an order'],
  ['what a line item cannot be asked', line([customer]), 'unfit-question', 'for a line item'],
  ['a line item’s wizard for nothing', line([text('a')], { appliesTo: {} }), 'unattached', 'never open'],
  ['a formula that is none', line([text('a')], { sets: { quantity: '1 +' } }), 'bad-formula', 'ends too early. (at character 4)'],
  ['a formula with a question that is not there', line([text('a')], { sets: { quantity: 'b * 2' } }), 'bad-formula', 'no question called “b”'],
  ['a formula with a text', line([text('a')], { sets: { unitPrice: '2 * a' } }), 'bad-formula', 'no number'],
  ['a formula where nothing is priced', { ...asking(), sets: { quantity: '1' } }, 'unfit', 'Only a wizard for line items'],
])('%s is a fault, in words', (_, file, code, words) => {
  const found = faultsOf(file).filter((one) => one.code === code)
  expect(found.length).toBeGreaterThan(0)
  expect(found.map(({ message }) => message).join(' ')).toContain(words)
})

describe('the shipped blueprints', () => {
  const directory = path.join(import.meta.dirname, '../../../blueprints')
  const shipped = readdirSync(directory).map((file) => blueprint.parse(JSON.parse(readFileSync(path.join(directory, file), 'utf8'))))

  test.each(shipped)('$name: every wizard can work, every order type and move opens one that is there', ({ wizards, orderTypes, workflows }) => {
    for (const one of wizards) expect(checkWizard(one, { orderTypes, workflows }), one.key).toEqual([])
    const named = [...orderTypes.flatMap((type) => (type.wizards ?? []).map((choiceOf) => choiceOf.wizard)), ...workflows.flatMap(({ transitions }) => transitions.flatMap((one) => one.wizard ?? []))]
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((key) => !wizards.some((one) => one.key === key))).toEqual([])
    for (const one of wizards) expect(answersSchema(one)).toMatchObject({ type: 'object', additionalProperties: false })
  })
})
