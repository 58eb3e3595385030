import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { createProductCategory } from '#features/catalog/create-product-category.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { listOrders } from '#features/orders/list-orders.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { answerRun } from './answer-run.ts'
import { discardRun } from './discard-run.ts'
import { finishRun } from './finish-run.ts'
import { getRun } from './get-run.ts'
import { listOfferedItems } from './list-offered-items.ts'
import { listRuns } from './list-runs.ts'
import { publishWizard } from './publish-wizard.ts'
import { retireWizard } from './retire-wizard.ts'
import { startRun } from './start-run.ts'

type Questions = WizardFile['pages'][number]['questions']

const database = testDatabase()

const intake: WizardFile = {
  key: 'intake', name: 'Intake', purpose: 'create', audience: ['staff', 'customer'], channels: ['counter', 'back_office', 'api', 'web'], orderType: 'shop-order',
  pages: [
    { key: 'who', title: 'Who?', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true, customerNeeds: ['phone'] }] },
    { key: 'what', title: 'What?', questions: [
      { key: 'items', kind: 'items', label: 'Items', required: true },
      { key: 'rush', kind: 'yes_no', label: 'Rush?' },
      { key: 'why', kind: 'text', label: 'Why the rush?', required: true, showIf: [{ question: 'rush', in: ['yes'] }] },
    ] },
    { key: 'pay', title: 'Payment', questions: [{ key: 'payment', kind: 'payment', label: 'Payment', methods: ['Card', 'Cash'], depositPercent: 20 }, { key: 'due', kind: 'due_date', label: 'Collection' }] },
  ],
}
const amira = { firstName: 'Amira', lastName: 'Haddad', phone: '+1 555 0100' }

let shop: Shop
const ask = <O extends Operation>(operation: O, input: unknown, role: Role = 'staff', options: { expectedVersion?: number } = {}) =>
  perform(database, operation, shop.caller(role), input, options) as Promise<Awaited<ReturnType<O['handle']>>>
const ordersBy = async () => (await ask(listOrders, {}, 'owner')).items

beforeAll(async () => {
  shop = await foundShop(database)
  await ask(publishWizard, intake, 'owner')
})

describe('a run', () => {
  test('goes page by page, is taken up elsewhere, and finishes as one order with what was answered', async () => {
    const begun = await ask(startRun, { key: 'intake', channel: 'counter' })
    expect(begun).toMatchObject({ state: 'open', page: 'who', version: 1, startedBy: 'Test staff', estimate: null, wizard: { key: 'intake', version: 1 } })
    await expect(ask(answerRun, { id: begun.id, answers: { customer: { firstName: 'Amira' } }, completes: 'who' })).rejects.toMatchObject({
      slug: 'validation-failed', errors: [{ pointer: '/answers/customer/phone', code: 'required' }], extra: { pages: { '/answers/customer/phone': 'who' } },
    })
    expect(await ask(answerRun, { id: begun.id, answers: { customer: amira }, completes: 'who' })).toMatchObject({ page: 'what', version: 2, summary: 'Amira Haddad' })
    const priced = await ask(answerRun, { id: begun.id, answers: { items: [{ sku: 'CLEAN', quantity: 2 }, { sku: 'TOTE' }] }, completes: 'what' }, 'manager')
    expect(priced).toMatchObject({ page: 'pay', summary: 'Amira Haddad, 2 items', estimate: { subtotal: { amount: 21000 }, tax: { amount: 990 }, total: { amount: 21990 }, deposit: { amount: 4398, currency: 'USD' } } })
    expect((await ask(listRuns, { channel: 'counter' })).items).toMatchObject([{ id: begun.id, page: 'pay', wizard: { name: 'Intake' } }])
    const finished = await ask(finishRun, { id: begun.id, answers: { payment: { method: 'Card', taken: 'deposit', amount: 5000 }, due: '2026-12-01' } })
    expect(finished).toMatchObject({ state: 'finished', page: null })
    const order = await ask(getOrder, { id: finished.order?.id })
    expect(order).toMatchObject({
      number: finished.order?.number, channel: 'counter', customer: { name: 'Amira Haddad' }, total: { amount: 21990 }, paymentStatus: 'partial', paymentMethod: 'Card', dueAt: '2026-12-01T17:00:00.000Z',
      answers: [{ wizard: 'intake', key: 'payment', value: '50.00 USD taken as a deposit, Card' }],
    })
    expect((await ask(listRuns, {})).items).toEqual([])
  })

  test('finished twice at once, or again, it is one order', async () => {
    const before = (await ordersBy()).length
    const id = newId()
    const whole = { key: 'intake', id, channel: 'counter', answers: { customer: amira, items: [{ sku: 'CLEAN' }] }, finish: true }
    const made = await Promise.all([ask(startRun, whole), ask(startRun, whole), ask(startRun, whole)])
    const again = await ask(finishRun, { id })
    expect(new Set([...made, again].map(({ order }) => order?.id)).size).toBe(1)
    const other = await ask(startRun, { key: 'intake', channel: 'counter', answers: whole.answers })
    const twice = await Promise.all([ask(finishRun, { id: other.id }), ask(finishRun, { id: other.id })])
    expect(twice[0]).toEqual(twice[1])
    expect((await ordersBy()).length).toBe(before + 2)
  })
})

const changing = (version: string, more: Questions = []): WizardFile => ({ ...intake, key: 'changing', pages: [{ key: 'who', title: version, questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }, { key: 'items', kind: 'items', label: 'Items', required: true }, { key: 'colour', kind: 'choice', label: 'Colour', options: ['Red', 'Blue'] }, ...more] }] })

describe('a run stays what it was', () => {
  test('on the version it began with, while others begin on the next one, and though it is retired', async () => {
    await ask(publishWizard, changing('One'), 'owner')
    const begun = await ask(startRun, { key: 'changing', channel: 'counter', answers: { customer: amira, items: [{ sku: 'CLEAN' }], colour: 'Red' } })
    await ask(publishWizard, changing('Two', [{ key: 'size', kind: 'number', label: 'Size', required: true }]), 'owner')
    expect(await ask(startRun, { key: 'changing', channel: 'counter' })).toMatchObject({ wizard: { version: 2 } })
    await ask(retireWizard, { key: 'changing' }, 'owner')
    await expect(ask(startRun, { key: 'changing', channel: 'counter' })).rejects.toMatchObject({ slug: 'not-found' })
    expect(await ask(getRun, { id: begun.id })).toMatchObject({ wizard: { version: 1 }, definition: { pages: [{ title: 'One' }] } })
    await expect(ask(answerRun, { id: begun.id, answers: { size: 3 } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/size', code: 'unknown' }] })
    const { order } = await ask(finishRun, { id: begun.id })
    expect(await ask(getOrder, { id: order?.id })).toMatchObject({ answers: [{ wizard: 'changing', label: 'Colour', value: 'Red' }] })
  })

  test('at the version that was named, and over once it is finished or given up', async () => {
    const begun = await ask(startRun, { key: 'intake', channel: 'counter', answers: { customer: amira } })
    await ask(answerRun, { id: begun.id, answers: { rush: false } }, 'staff', { expectedVersion: 1 })
    await expect(ask(answerRun, { id: begun.id, answers: { rush: true } }, 'staff', { expectedVersion: 1 })).rejects.toMatchObject({ slug: 'precondition-failed', extra: { currentVersion: 2 } })
    const finished = await ask(finishRun, { id: begun.id, answers: { items: [{ sku: 'CLEAN' }] } }, 'staff', { expectedVersion: 2 })
    await expect(ask(answerRun, { id: finished.id, answers: {} })).rejects.toMatchObject({ slug: 'illegal-transition' })
    const other = await ask(startRun, { key: 'intake', channel: 'counter', answers: { customer: amira } })
    await ask(discardRun, { id: other.id })
    await ask(discardRun, { id: other.id })
    await expect(ask(finishRun, { id: other.id, answers: { items: [{ sku: 'CLEAN' }] } })).rejects.toMatchObject({ slug: 'illegal-transition' })
    expect((await ask(getRun, { id: other.id })).answers).toEqual({})
  })
})

describe('what is answered', () => {
  test('to a hidden question is neither insisted on nor stored', async () => {
    const begun = await ask(startRun, { key: 'intake', channel: 'counter', answers: { customer: amira, items: [{ sku: 'CLEAN' }], rush: false, why: 'No reason' } })
    expect(begun.answers).not.toHaveProperty('why')
    await expect(ask(finishRun, { id: begun.id, answers: { rush: true } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/why', code: 'required', message: '“Why the rush?” is required.' }], extra: { pages: { '/answers/why': 'what' } } })
    const { order } = await ask(finishRun, { id: begun.id, answers: { why: 'No reason', rush: false } })
    expect((await ask(getOrder, { id: order?.id })).answers).toMatchObject([{ key: 'rush', value: false }])
  })

  test('is refused by question where only the organization can say, and where the verbs of orders say no', async () => {
    const whole = { key: 'intake', channel: 'counter', finish: true }
    await expect(ask(startRun, { ...whole, answers: { customer: amira, items: [{ sku: 'CLEAN' }, { sku: 'GONE' }] } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/items/1/sku', code: 'unknown' }], extra: { pages: { '/answers/items/1/sku': 'what' } } })
    await expect(ask(startRun, { ...whole, answers: { customer: { id: newId() }, items: [{ sku: 'CLEAN' }] } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/customer/id', code: 'unknown' }], extra: { pages: { '/answers/customer/id': 'who' } } })
    await expect(ask(startRun, { ...whole, answers: { customer: amira, items: [{ sku: 'CLEAN' }, { sku: 'TOTE', quantity: 500 }] } })).rejects.toMatchObject({ slug: 'insufficient-stock', errors: [{ pointer: '/answers/items/1' }], extra: { pages: { '/answers/items/1': 'what' } } })
    await expect(ask(startRun, { ...whole, answers: { customer: amira, items: [{ sku: 'CLEAN' }], payment: { method: 'Card', taken: 'deposit', amount: 100 } } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/payment/amount', code: 'too_small' }] })
    expect((await ask(listRuns, { channel: 'counter' })).items.filter(({ summary }) => summary.includes('500'))).toEqual([])
  })

  test('names files that were uploaded for it, and no others', async () => {
    await ask(publishWizard, { ...intake, key: 'pictured', pages: [{ key: 'p', title: 'P', questions: [...intake.pages[0]?.questions ?? [], { key: 'items', kind: 'items', label: 'Items', required: true }, { key: 'photos', kind: 'photo', label: 'Photos' }] }] }, 'owner')
    await expect(ask(startRun, { key: 'pictured', channel: 'counter', answers: { photos: [newId()] } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/photos', code: 'unknown', message: 'Photos: this was not uploaded here.' }] })
  })
})

describe('line items are entered by their own wizard', () => {
  const curtains: WizardFile = {
    key: 'curtains', name: 'Curtains', purpose: 'line_item', audience: ['staff'], channels: ['counter', 'back_office', 'api'], appliesTo: { categories: ['curtains'] },
    sets: { quantity: 'round(pieces * length / 100, 2)', unitPrice: 'catalogPrice + lining' },
    pages: [{ key: 'size', title: 'Size', questions: [
      { key: 'pieces', kind: 'number', label: 'Pieces', required: true, min: 0 }, { key: 'length', kind: 'measurement', label: 'Length', unit: 'cm', required: true }, { key: 'lining', kind: 'money', label: 'Lining' }, { key: 'brand', kind: 'text', label: 'Brand' },
    ] }],
  }

  beforeAll(async () => {
    const { id } = await ask(createProductCategory, { name: 'Curtains' }, 'owner')
    await ask(createProduct, { name: 'Curtain', kind: 'service', categoryId: id, unit: 'm', variants: [{ sku: 'CURTAIN', price: { amount: 1250, currency: 'USD' } }] }, 'owner')
    await ask(publishWizard, curtains, 'owner')
  })

  test('inside a question about items: the formula sets quantity and price, also for staff who may set none', async () => {
    const begun = await ask(startRun, { key: 'intake', channel: 'counter', answers: { customer: amira } })
    const offered = await ask(listOfferedItems, { id: begun.id, question: 'items', q: 'curt' })
    expect(offered.items).toMatchObject([{ sku: 'CURTAIN', wizard: 'curtains', price: { amount: 1250 }, available: null }])
    await expect(ask(answerRun, { id: begun.id, answers: { items: [{ sku: 'CURTAIN', answers: { pieces: 2 } }] }, completes: 'what' })).rejects.toMatchObject({ errors: [{ pointer: '/answers/items/0/answers/length', code: 'required' }] })
    await expect(ask(answerRun, { id: begun.id, answers: { items: [{ sku: 'CURTAIN', answers: { pieces: 0, length: 250 } }] }, completes: 'what' })).rejects.toMatchObject({ errors: [{ pointer: '/answers/items/0', message: 'Curtains: The formula gives no quantity above zero.' }] })
    const priced = await ask(answerRun, { id: begun.id, answers: { items: [{ sku: 'CURTAIN', answers: { pieces: 2, length: 125.5, lining: 300, brand: 'Rasch' } }, { sku: 'CLEAN' }] }, completes: 'what' })
    expect(priced.estimate?.total.amount).toBe(2.51 * 1550 + 4500 + 0.5)
    // Whoever goes through it is told what was worked out, item by item; what no wizard counts stays as it was asked for.
    const id = newId()
    const told = await ask(answerRun, { id: begun.id, answers: { items: [{ id, sku: 'CURTAIN', answers: { pieces: 2, length: 125.5, lining: 300 } }, { id: newId(), sku: 'CLEAN', quantity: 3 }] } })
    expect(told.estimate?.worked).toEqual([{ id, quantity: 2.51, unitPrice: { amount: 1550, currency: 'USD' } }])
    await ask(answerRun, { id: begun.id, answers: priced.answers })
    const { order } = await ask(finishRun, { id: begun.id })
    expect((await ask(getOrder, { id: order?.id })).lines).toMatchObject([
      { name: 'Curtain', quantity: 2.51, unitPrice: { amount: 1550 }, answers: [{ key: 'pieces', value: 2 }, { key: 'length', value: 125.5, unit: 'cm' }, { key: 'lining', value: 300 }, { key: 'brand', value: 'Rasch' }] },
      { name: 'Bag clean', answers: [] },
    ])
  })

  test('through its own channels alone, as where an order is placed without a wizard', async () => {
    await ask(publishWizard, { ...intake, key: 'booking', channels: ['portal', 'counter'] }, 'owner')
    const begin = (channel: 'portal' | 'counter') => ask(startRun, { key: 'booking', channel, answers: { customer: amira } })
    const offeredIn = async (channel: 'portal' | 'counter') => (await ask(listOfferedItems, { id: (await begin(channel)).id, question: 'items', q: 'curt' })).items.map(({ wizard }) => wizard)
    expect([await offeredIn('counter'), await offeredIn('portal')]).toEqual([['curtains'], [null]])
  })

  test('by itself on an order, and again when it is edited', async () => {
    const { id: orderId } = await shop.order()
    const added = await ask(startRun, { key: 'curtains', channel: 'counter', orderId, sku: 'CURTAIN', answers: { pieces: 1, length: 300 }, finish: true })
    expect(added).toMatchObject({ order: { id: orderId }, state: 'finished' })
    const edited = await ask(startRun, { key: 'curtains', channel: 'counter', lineItemId: added.lineItemId })
    expect(edited.answers).toEqual({ pieces: 1, length: 300 })
    await ask(finishRun, { id: edited.id, answers: { pieces: 2, lining: 250 } })
    const { lines } = await ask(getOrder, { id: orderId })
    expect(lines).toMatchObject([{ sku: 'CLEAN' }, { id: added.lineItemId, quantity: 6, unitPrice: { amount: 1500 }, answers: [{ key: 'pieces', value: 2 }, { key: 'length', value: 300 }, { key: 'lining', value: 250 }] }])
    await expect(ask(startRun, { key: 'curtains', channel: 'counter', orderId })).rejects.toMatchObject({ errors: [{ pointer: '/sku', code: 'required' }] })
  })

  test('as it was when the run began, though it is changed meanwhile', async () => {
    const begun = await ask(startRun, { key: 'intake', channel: 'counter', answers: { customer: amira, items: [{ sku: 'CURTAIN', answers: { pieces: 1, length: 100 } }] } })
    await ask(publishWizard, { ...curtains, sets: { quantity: 'pieces' }, pages: [{ key: 'size', title: 'Size', questions: [{ key: 'pieces', kind: 'number', label: 'Pieces', required: true }] }] }, 'owner')
    const { order } = await ask(finishRun, { id: begun.id })
    expect((await ask(getOrder, { id: order?.id })).lines).toMatchObject([{ quantity: 1, answers: [{ key: 'pieces' }, { key: 'length', value: 100 }] }])
    await ask(publishWizard, curtains, 'owner')
  })
})

describe('an update', () => {
  test('changes details, keeps answers and makes the move it names, or none of it', async () => {
    await ask(publishWizard, {
      key: 'send', name: 'Send', purpose: 'update', audience: ['staff'], channels: ['counter'], transition: 'send',
      pages: [{ key: 'p', title: 'P', questions: [{ key: 'number', kind: 'text', label: 'Tracking', required: true, field: 'trackingNumber' }, { key: 'due', kind: 'due_date', label: 'Due' }, { key: 'notes', kind: 'notes', label: 'Notes' }, { key: 'list', kind: 'checklist', label: 'Packing', checklist: { name: 'Packing', items: ['Box', 'Label'] } }] }],
    }, 'owner')
    const { id: orderId } = await shop.order({ notes: 'Handle with care' })
    const answers = { number: 'T-1', due: '2026-12-24', notes: 'Rang twice', list: ['Box'] }
    await expect(ask(startRun, { key: 'send', channel: 'counter', orderId, answers, finish: true })).rejects.toMatchObject({ slug: 'illegal-transition' })
    expect(await ask(getOrder, { id: orderId })).toMatchObject({ dueAt: null, answers: [], checklists: [], notes: 'Handle with care' })
    for (const transition of ['accept', 'start-work']) await ask(moveOrder, { id: orderId, transition }, 'owner')
    await ask(startRun, { key: 'send', channel: 'counter', orderId, answers, finish: true })
    expect(await ask(getOrder, { id: orderId })).toMatchObject({
      position: { step: 'sent' }, fields: { trackingNumber: 'T-1' }, notes: 'Handle with care\n\nRang twice', answers: [{ key: 'number', value: 'T-1' }],
      checklists: [{ name: 'Packing', items: [{ text: 'Box', done: { by: 'Test staff' } }, { text: 'Label', done: null }] }],
    })
  })
})

describe('who may run', () => {
  test('is said by audience, channel and role', async () => {
    await ask(publishWizard, { ...intake, key: 'managers-only', channels: ['counter'], audience: ['staff'], roles: ['manager'] }, 'owner')
    await expect(ask(startRun, { key: 'managers-only', channel: 'counter' })).rejects.toMatchObject({ slug: 'forbidden', message: 'Only Manager may run “Intake”.' })
    await expect(ask(startRun, { key: 'managers-only', channel: 'back_office' }, 'manager')).rejects.toMatchObject({ errors: [{ pointer: '/channel', code: 'unfit' }] })
    expect(await ask(startRun, { key: 'managers-only', channel: 'counter' }, 'manager')).toMatchObject({ state: 'open' })
    await expect(ask(startRun, { key: 'intake', channel: 'counter' }, 'contractor')).rejects.toMatchObject({ slug: 'forbidden' })
    await expect(ask(publishWizard, intake, 'manager')).rejects.toMatchObject({ slug: 'forbidden' })
  })

  test('a customer runs what is for the world, and that one run alone', async () => {
    const customer = { organizationId: shop.organizationId, actor: { kind: 'customer' as const, id: newId(), name: 'Customer' }, origin: 'storefront', requestId: 'test' }
    const stranger = { ...customer, actor: { ...customer.actor, id: newId() } }
    await expect(perform(database, startRun, customer, { key: 'managers-only', id: customer.actor.id, channel: 'web' })).rejects.toMatchObject({ slug: 'not-found' })
    const begun = await perform(database, startRun, customer, { key: 'intake', id: customer.actor.id, channel: 'web', answers: { customer: amira } })
    expect(begun).toMatchObject({ id: customer.actor.id, resumeToken: expect.any(String) as string })
    await expect(perform(database, getRun, stranger, { id: begun.id })).rejects.toMatchObject({ slug: 'not-found' })
    await expect(perform(database, finishRun, customer, { id: begun.id, answers: { items: [{ sku: 'CLEAN' }], payment: { method: 'Card', taken: 'full' } } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/payment/taken' }] })
    await expect(perform(database, finishRun, customer, { id: begun.id, answers: { items: [{ name: 'Diamond', unitPrice: 1 }] } })).rejects.toMatchObject({ errors: [{ pointer: '/answers/items/0/sku' }] })
    const finished = await perform(database, finishRun, customer, { id: begun.id, answers: { items: [{ sku: 'CLEAN' }] } })
    expect(await ask(getOrder, { id: finished.order?.id })).toMatchObject({ channel: 'web', paymentStatus: 'unpaid', customer: { name: 'Amira Haddad' } })
    expect((await ask(listRuns, {})).items.map(({ id }) => id)).not.toContain(begun.id)
  })

  test('nobody of another organization', async () => {
    const other = await foundShop(database)
    const begun = await ask(startRun, { key: 'intake', channel: 'counter' })
    for (const operation of [getRun, finishRun, discardRun]) await expect(perform(database, operation as Operation, other.caller('owner'), { id: begun.id })).rejects.toMatchObject({ slug: 'not-found' })
  })
})
