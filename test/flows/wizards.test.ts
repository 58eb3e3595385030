import { expect, test } from 'vitest'
import { z } from 'zod'
import type { EventType } from '#domain/events.ts'
import { newId } from '#domain/kernel/id.ts'
import { replay } from '#domain/orders/replay.ts'
import { readAnswers } from '#domain/wizards/read-answers.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { testDatabase } from '#test/database.ts'
import { foundBusiness, home } from './business.ts'

const database = testDatabase()
const counter = await foundBusiness(database, 'service-counter')
const staff = await counter.as('staff')
await counter.api.ask('product.create', { name: 'Heel replacement', kind: 'service', variants: [{ sku: 'HEEL', price: { amount: 2500, currency: 'USD' } }] })

const whole: Answers = {
  customer: { firstName: 'Amira', lastName: 'Haddad', phone: '+1 555 010 9999' }, items: [{ sku: 'HEEL', quantity: 2 }], fulfilment: 'home-delivery', due: '2026-12-01', address: home,
  payment: { method: 'Card', taken: 'full' },
}
const lacking = (...keys: string[]) => Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key)))

test('the counter takes an order in, page by page, and is refused by page and question exactly as a screen would', async () => {
  const { published, answersSchema } = await staff.ask('wizard.get', { key: 'counter-intake' })
  if (!published || !answersSchema) throw new Error('It is published')
  const begun = await staff.ask('wizard_run.start', { key: 'counter-intake', channel: 'counter' })
  const onScreen = (answers: Answers) => readAnswers(published.definition, answers, { audience: 'staff', currency: 'USD', insistOn: 'all' }).errors

  for (const [answers, gaps] of [[lacking('customer'), ['customer']], [lacking('due', 'address'), ['due', 'address']], [{ ...lacking('items'), customer: { firstName: 'Amira' } }, ['phone', 'items']]] as [Answers, string[]][]) {
    const refused = await staff.refused('wizard_run.finish', { id: begun.id, answers })
    expect(refused.errors?.map(({ pointer }) => pointer.split('/').at(-1))).toEqual(gaps)
    const { errors, pages } = refused as unknown as { errors: { pointer: string; code: string; message: string }[]; pages: Record<string, string> }
    expect(errors.map((error) => ({ ...error, page: pages[error.pointer] }))).toEqual(onScreen(answers))
  }

  // The schema that programs are given takes what finishing takes, and not what it refuses.
  const schema = z.fromJSONSchema(answersSchema)
  expect(schema.safeParse(whole).error).toBeUndefined()
  for (const bad of [lacking('customer'), lacking('due'), { ...whole, colour: 'Red' }, { ...whole, due: 7 }]) expect(schema.safeParse(bad).success).toBe(false)

  for (const [page, keys] of [['customer', ['customer']], ['items', ['items']], ['fulfilment', ['fulfilment', 'due', 'address']], ['payment', ['payment']]] as const) {
    const { state } = await staff.ask('wizard_run.answer', { id: begun.id, answers: Object.fromEntries(keys.map((key) => [key, whole[key]])), completes: page })
    expect(state).toBe('open')
  }
  expect(await staff.ask('wizard_run.get', { id: begun.id })).toMatchObject({ page: 'review', estimate: { total: { amount: 5000 }, deposit: { amount: 1000 } } })
  const finished = await staff.ask('wizard_run.finish', { id: begun.id })
  expect(await counter.read({ id: finished.order?.id ?? '' })).toMatchObject({
    orderType: { key: 'walk-in-sale' }, position: { phase: 'intake', step: 'order-created' }, channel: 'counter', paymentStatus: 'paid', fulfilmentMethod: 'home-delivery', total: { amount: 5000 },
  })
})

test('a wizard that is changed leaves orders and open runs as they are', async () => {
  const open = await staff.ask('wizard_run.start', { key: 'counter-intake', channel: 'counter', answers: whole })
  const { order } = await staff.ask('wizard_run.start', { key: 'counter-intake', channel: 'counter', answers: whole, finish: true })
  const before = await counter.read({ id: order?.id ?? '' })
  const { published } = await staff.ask('wizard.get', { key: 'counter-intake' })
  if (!published) throw new Error('It is published')
  const [first, ...others] = published.definition.pages
  if (!first) throw new Error('It has pages')
  const changed = { ...published.definition, pages: [{ ...first, questions: [...first.questions, { key: 'birthday', kind: 'date' as const, label: 'Birthday', required: true }] }, ...others] }
  expect(await staff.refused('wizard.publish', changed)).toMatchObject({ status: 403 })
  const manager = await counter.as('manager')
  await manager.ask('wizard.save_draft', changed)
  expect(await manager.ask('wizard.review_draft', { key: 'counter-intake' })).toMatchObject({ version: 2, faults: [], changes: ['pages, “Who is it?”: questions: adds “Birthday”'] })
  expect(await manager.refused('wizard.publish_draft', { key: 'counter-intake' })).toMatchObject({ status: 403 })
  // Two publish at once: one version comes of it.
  const outcomes = await Promise.all([1, 2].map(() => counter.api.answer('wizard.publish_draft', { key: 'counter-intake', draftVersion: 1 })))
  expect(outcomes.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412])
  expect((await staff.ask('wizard.get', { key: 'counter-intake' })).published?.version).toBe(2)
  expect(await staff.refused('wizard_run.start', { key: 'counter-intake', channel: 'counter', answers: whole, finish: true })).toMatchObject({ errors: [{ pointer: '/answers/birthday', code: 'required' }] })
  expect(await staff.ask('wizard_run.finish', { id: open.id })).toMatchObject({ state: 'finished', wizard: { version: 1 } })
  expect(await counter.read({ id: order?.id ?? '' })).toEqual(before)
})

test('two tabs send the same intake: one order', async () => {
  const id = newId()
  const asked = { key: 'quotation', id, channel: 'counter' as const, answers: { customer: whole.customer, items: whole.items, damage: 'The heel is loose' }, finish: true }
  const made = await Promise.all([1, 2, 3].map(() => staff.ask('wizard_run.start', asked)))
  expect(new Set(made.map(({ order }) => order?.number)).size).toBe(1)
  const { items } = await staff.ask('order.list', { orderType: ['quoted-job'] })
  expect(items).toHaveLength(1)
})

test('an update wizard is gone through to make a move, and everything stands in the record', async () => {
  const order = await counter.place({ orderType: 'walk-in-sale', fulfilmentMethod: 'home-delivery', shippingAddress: home })
  for (const step of ['received', 'service-in-progress', 'quality-check', 'pending-packing', 'out-for-delivery']) await counter.goTo(order, step)
  expect((await counter.moves(order)).filter(({ wizard }) => wizard !== null).map(({ key, wizard }) => [key, wizard])).toEqual([['deliver', 'deliver'], ['reschedule', 'reschedule']])
  await staff.ask('wizard_run.start', { key: 'reschedule', channel: 'back_office', orderId: order.id, answers: { due: '2026-12-24', reason: 'Customer asked' }, finish: true })
  expect(await counter.read(order)).toMatchObject({ position: { step: 'out-for-delivery' }, dueAt: '2026-12-24T17:00:00.000Z', answers: [{ label: 'Why?', value: 'Customer asked' }] })
  await staff.ask('wizard_run.start', { key: 'deliver', channel: 'back_office', orderId: order.id, answers: { receivedBy: 'Sam' }, finish: true })
  const delivered = await counter.read(order)
  expect(delivered).toMatchObject({ position: { step: 'delivered' }, answers: [{ key: 'reason' }, { key: 'receivedBy', value: 'Sam' }] })
  const { items } = await counter.api.ask('order.list_events', { id: order.id, limit: 500 })
  expect(items.filter(({ type }) => type === 'wizard_run.finished').map(({ data }) => data.wizard)).toEqual(['deliver', 'reschedule'])
  const played = replay(items.toReversed().map(({ type, data }) => ({ type: type as EventType, data: data as never })))
  expect(played.position).toMatchObject({ step: 'delivered' })
})
