import { beforeAll, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { answerRun } from './answer-run.ts'
import { finishRun } from './finish-run.ts'
import { getRun } from './get-run.ts'
import { publishWizard } from './publish-wizard.ts'
import { retireWizard } from './retire-wizard.ts'
import { startRun } from './start-run.ts'

type Questions = WizardFile['pages'][number]['questions']

const database = testDatabase()
const amira = { firstName: 'Amira', phone: '+1 555 0100' }
let shop: Shop
const ask = <O extends Operation>(operation: O, input: unknown, role: Role = 'staff') => perform(database, operation, shop.caller(role), input) as Promise<Awaited<ReturnType<O['handle']>>>

const intake = (more: Questions = []): WizardFile => ({
  key: 'intake', name: 'Intake', purpose: 'create', audience: ['staff'], channels: ['counter'], orderType: 'shop-order',
  pages: [{ key: 'all', title: 'All', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }, { key: 'items', kind: 'items', label: 'Items', required: true }, ...more] }],
})
const entry = (questions: Questions): WizardFile => ({ key: 'entry', name: 'Entry', purpose: 'line_item', audience: ['staff'], channels: ['counter'], appliesTo: { units: ['m'] }, pages: [{ key: 'p', title: 'P', questions }] })
const colour: Questions = [{ key: 'colour', kind: 'choice', label: 'Colour', options: ['Red', 'Blue'], required: true }]
const size: Questions = [{ key: 'size', kind: 'number', label: 'Size', required: true }]

beforeAll(async () => {
  shop = await foundShop(database)
  await ask(createProduct, { name: 'Cloth', kind: 'service', unit: 'm', variants: [{ sku: 'CLOTH', price: { amount: 1000, currency: 'USD' } }] }, 'owner')
  await ask(createProduct, { name: 'Thread', kind: 'service', unit: 'reel', variants: [{ sku: 'THREAD', price: { amount: 100, currency: 'USD' } }] }, 'owner')
  await ask(publishWizard, intake(colour), 'owner')
  await ask(publishWizard, entry(colour), 'owner')
  // While nobody could be reached, everything was changed, and another wizard began to ask about thread.
  await ask(publishWizard, intake(size), 'owner')
  await ask(publishWizard, entry(size), 'owner')
  await ask(publishWizard, { ...entry(size), key: 'reels', appliesTo: { units: ['reel'] } }, 'owner')
})

const whole = { customer: amira, items: [{ sku: 'CLOTH', answers: { colour: 'Blue' } }, { sku: 'THREAD' }], colour: 'Red' }
const begunOn = { version: 1, lineWizards: { entry: 1 } }

test('a run that was begun where nobody could be reached is judged by what it was begun on, its items too', async () => {
  const made = await ask(startRun, { key: 'intake', channel: 'counter', begunOn, answers: whole, finish: true })
  expect(made).toMatchObject({ state: 'finished', wizard: { version: 1 } })
  const order = await ask(getOrder, { id: made.order?.id })
  expect(order.answers).toMatchObject([{ label: 'Colour', value: 'Red' }])
  expect(order.lines).toMatchObject([{ sku: 'CLOTH', answers: [{ label: 'Colour', value: 'Blue' }] }, { sku: 'THREAD', answers: [] }])
  await expect(ask(startRun, { key: 'intake', channel: 'counter', answers: whole, finish: true })).rejects.toMatchObject({ slug: 'validation-failed' })
})

test('also when it is sent as a draft and finished on another device, which is told what it goes by', async () => {
  const id = newId()
  await ask(startRun, { key: 'intake', id, channel: 'counter', begunOn, answers: { customer: amira } })
  const there = await ask(getRun, { id }, 'manager')
  expect(there).toMatchObject({ wizard: { version: 1 }, definition: { pages: [{ questions: [{}, {}, { key: 'colour' }] }] }, asksByThoseAlone: true, lineWizards: [{ version: 1, definition: { key: 'entry', pages: [{ questions: [{ key: 'colour' }] }] } }] })
  await ask(answerRun, { id, answers: whole, completes: 'all' }, 'manager')
  expect(await ask(finishRun, { id }, 'manager')).toMatchObject({ state: 'finished', wizard: { version: 1 } })
})

test('and though its wizard was retired meanwhile, which nobody begins any more', async () => {
  const retired = { ...intake(colour), key: 'retired' }
  await ask(publishWizard, retired, 'owner')
  await ask(retireWizard, { key: 'retired' }, 'owner')
  await expect(ask(startRun, { key: 'retired', channel: 'counter', answers: whole, finish: true })).rejects.toMatchObject({ slug: 'not-found' })
  expect(await ask(startRun, { key: 'retired', channel: 'counter', begunOn, answers: whole, finish: true })).toMatchObject({ state: 'finished' })
})

test('versions that were never published are refused by name', async () => {
  const asked = { key: 'intake', channel: 'counter', answers: whole, finish: true }
  await expect(ask(startRun, { ...asked, begunOn: { version: 3 } })).rejects.toMatchObject({ errors: [{ pointer: '/begunOn/version', message: '“Intake” was never published as version 3. Its newest is version 2.' }] })
  await expect(ask(startRun, { ...asked, begunOn: { version: 1, lineWizards: { entry: 9 } } })).rejects.toMatchObject({ errors: [{ pointer: '/begunOn/lineWizards/entry' }] })
  await expect(ask(startRun, { ...asked, begunOn: { version: 1, lineWizards: { nobody: 1 } } })).rejects.toMatchObject({ errors: [{ pointer: '/begunOn/lineWizards/nobody', message: 'There is no wizard “nobody”.' }] })
})
