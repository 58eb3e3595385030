import { expect, it } from 'vitest'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopWorkflow } from '#test/found-shop.ts'
import { addChecklist } from './add-checklist.ts'
import { archiveOrder } from './archive-order.ts'
import { listOrderMoves } from './list-moves.ts'
import { moveLineItem } from './move-line-item.ts'
import { moveOrder } from './move-order.ts'
import { setPayment } from './set-payment.ts'
import { updateOrder } from './update-order.ts'

const database = testDatabase()
const shippingAddress = { line1: '1 Main Street', city: 'Springfield', country: 'US' }

it('an order says what it would do by itself, what it waits for, and when time moves it', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const { id } = await shop.order({ shippingAddress })
  const texts = async () => (await perform(database, listOrderMoves, owner, { id })).byItself.map(({ text }) => text)
  const { at, byItself } = await perform(database, listOrderMoves, owner, { id })
  expect(at).toEqual({ workflow: 'shop-road', step: 'new' })
  expect(byItself).toMatchObject([
    { kind: 'automatic', key: 'accept-by-itself', to: { status: { name: 'Accepted' } }, dueAt: null, met: ['Shipping address is given'], waitsFor: [{ is: 'Payment method is given', why: 'Payment method is missing.' }] },
    { kind: 'timer', key: 'forget', to: { status: { name: 'Forgotten' } }, dueAt: expect.any(String) as string, waitsFor: [], unless: ['Payment method is given'] },
  ])
  expect(await texts()).toEqual(['“Accepted” by itself once payment method is given. Shipping address is given already.', '“Forgotten” by itself in 59 minutes unless payment method is given.'])

  await perform(database, updateOrder, owner, { id, shippingAddress: null })
  expect((await texts())[0]).toBe('“Accepted” by itself once payment method is given and shipping address is given.')
  await perform(database, setPayment, owner, { id, paymentMethod: 'Cash' })
  expect(await texts()).toEqual(['“Accepted” by itself once shipping address is given. Payment method is given already.', 'Would be “Forgotten” by itself in 59 minutes, but only if payment method is empty by then.'])

  // What was foretold is what happens.
  await perform(database, updateOrder, owner, { id, shippingAddress })
  expect((await perform(database, listOrderMoves, owner, { id })).at.step).toBe('accepted')
  expect(await texts()).toEqual([])
})

it('an order that follows its line items says how many of them are so far, and what else is missing', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const { id, lines } = await shop.order({ lines: [{ sku: 'CLEAN' }, { sku: 'TOTE' }] })
  for (const transition of ['accept', 'start-work']) await perform(database, moveOrder, owner, { id, transition })
  await perform(database, moveLineItem, owner, { id: lines[0]?.id, toStep: 'finished' })
  const { byItself } = await perform(database, listOrderMoves, owner, { id })
  expect(byItself).toMatchObject([{ kind: 'roll_up', name: 'All line items finished', to: { step: 'done' }, waitsFor: [{ is: 'every line item is completed', why: '1 of 2 line items are so far.' }, { why: 'There is something to ship.' }] }])
  await perform(database, moveOrder, owner, { id, transition: 'call-off', reason: 'No longer wanted' })
  await perform(database, archiveOrder, owner, { id })
  expect((await perform(database, listOrderMoves, owner, { id })).byItself).toEqual([])
})

it('custom fields are called by their names, an open checklist is told of, and what can never come true here is not', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  await perform(database, publishWorkflow, owner, {
    ...shopWorkflow, transitions: [
      ...(shopWorkflow.transitions ?? []).filter(({ key }) => key !== 'accept-by-itself'),
      { key: 'at-counter', name: 'At the counter', from: ['new'], to: 'accepted', automatic: [{ fact: 'channel', in: ['counter'] }], hidden: true },
      { key: 'ready', name: 'Ready', from: ['new'], to: 'accepted', automatic: [{ fact: 'fields.vin', is: 'present' }], fields: [{ key: 'vin', label: 'VIN', kind: 'text' }], checklistGate: 'order', hidden: true },
    ],
  })
  const { id } = await shop.order()
  const expected = async () => (await perform(database, listOrderMoves, owner, { id })).byItself.filter(({ kind }) => kind === 'automatic')
  expect((await expected()).map(({ text }) => text)).toEqual(['“Accepted” by itself once VIN is given.'])
  await perform(database, addChecklist, owner, { id, name: 'Before work', items: [{ text: 'Access code' }] })
  expect(await expected()).toMatchObject([{ text: '“Accepted” by itself once VIN is given and every checklist item is ticked.', waitsFor: [{}, { why: '1 of 1 checklist item is still open: Access code.' }] }])
})
