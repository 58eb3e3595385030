import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import type { Role } from '#domain/identity/permission.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { listOrders } from '#features/orders/list-orders.ts'
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
import { startRun } from './start-run.ts'

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
void discardRun; void getRun; void listOfferedItems
