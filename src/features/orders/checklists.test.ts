import { expect, it } from 'vitest'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { updateProduct } from '#features/catalog/update-product.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopLineWorkflow, shopOrderType, shopWorkflow, type Shop } from '#test/found-shop.ts'
import { addChecklist } from './add-checklist.ts'
import { archiveOrder } from './archive-order.ts'
import { assignLine, assignOrder } from './assign-order.ts'
import { addLine } from './change-lines.ts'
import { changeChecklist } from './change-checklist.ts'
import { duplicateOrder } from './duplicate-order.ts'
import { listOrderMoves } from './list-moves.ts'
import { listOrderEvents } from './list-order-events.ts'
import { moveLineItem } from './move-line-item.ts'
import { moveOrder } from './move-order.ts'
import { removeChecklist } from './remove-checklist.ts'
import { tickItem } from './tick-item.ts'

const database = testDatabase()
const price = { amount: 15_000, currency: 'USD' }
const refusal = (slug: string, more: object = {}) => expect.objectContaining({ slug, ...more })
const words = (order: Pick<ShownOrder, 'checklists'>) => order.checklists.map(({ name, items }) => [name, ...items.map(({ text, done }) => (done ? `[x] ${text}` : text))])

/** A shop whose orders come with a list that must be done before work starts, and that accepts an order once its list is done. */
async function foundCarefulShop(): Promise<Shop> {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  await perform(database, publishOrderType, owner, { ...shopOrderType, fields: [{ key: 'bench', label: 'Bench', kind: 'text' }], checklists: [{ name: 'Before work', items: ['Access code', 'Deposit'] }] })
  await perform(database, publishWorkflow, owner, {
    ...shopWorkflow,
    transitions: [
      ...(shopWorkflow.transitions ?? []).map((one) => (one.key === 'start-work' ? {
        ...one, checklistGate: 'all', effects: [{ kind: 'set_field', field: 'bench', value: 'Bench 4' }, { kind: 'add_tag', tag: 'started' }, { kind: 'assign_mover' }, { kind: 'set_due', afterMinutes: 60 }, { kind: 'add_checklist', name: 'In the workshop', items: ['Look at it'] }],
      } : one)),
      { key: 'accept-when-checked', name: 'Checked', from: ['new'], to: 'accepted', automatic: [{ fact: 'checklists', in: ['done'] }], hidden: true },
    ],
  })
  await perform(database, publishWorkflow, owner, { ...shopLineWorkflow, transitions: [{ key: 'finish', name: 'Finish', from: ['todo', 'doing'], to: 'finished', checklistGate: 'line_items', effects: [{ kind: 'assign_mover' }] }] })
  await perform(database, createProduct, owner, { name: 'Home shoot', kind: 'service', variants: [{ sku: 'SHOOT', price }], checklists: [{ name: 'Shoot', items: ['RAWs', 'Drone'] }] })
  return shop
}

async function tickAll(shop: Shop, order: ShownOrder): Promise<ShownOrder> {
  let now = order
  for (const list of [...order.checklists, ...order.lines.flatMap(({ checklists }) => checklists)]) {
    for (const item of list.items) now = await perform(database, tickItem, shop.caller('owner'), { id: order.id, checklistId: list.id, itemId: item.id })
  }
  return now
}

it('lists come from the order type and the products, with packages too, and changing a product leaves orders alone', async () => {
  const shop = await foundCarefulShop()
  const owner = shop.caller('owner')
  const set = await perform(database, createProduct, owner, { name: 'Listing', kind: 'package', variants: [{ sku: 'LISTING', price }], packageLines: [{ sku: 'SHOOT', quantity: 1 }] })
  const order = await shop.order({ lines: [{ sku: 'SHOOT' }, { sku: 'CLEAN' }] })
  expect(words(order)).toEqual([['Before work', 'Access code', 'Deposit']])
  expect(order.lines.map(words)).toEqual([[['Shoot', 'RAWs', 'Drone']], []])
  const more = await perform(database, addLine, owner, { id: order.id, line: { sku: 'LISTING' } })
  expect(more.lines.map(words)).toEqual([[['Shoot', 'RAWs', 'Drone']], [], [], [['Shoot', 'RAWs', 'Drone']]])
  const changed = await perform(database, updateProduct, owner, { id: set.id, checklists: [{ name: 'Whole listing', items: ['Everything'] }] })
  expect(changed.checklists).toEqual([{ name: 'Whole listing', items: ['Everything'] }])
  expect((await shop.order({ lines: [{ sku: 'LISTING' }] })).lines.map(words)).toEqual([[['Whole listing', 'Everything']], [['Shoot', 'RAWs', 'Drone']]])
  const [first] = order.checklists
  await perform(database, tickItem, owner, { id: order.id, checklistId: first?.id, itemId: first?.items[0]?.id })
  expect(words(await perform(database, duplicateOrder, owner, { id: order.id }))).toEqual([['Before work', 'Access code', 'Deposit']])
})

it('a gate names what is open, and ticking lets the process go on, by itself where it says so', async () => {
  const shop = await foundCarefulShop()
  const order = await shop.order({ lines: [{ sku: 'SHOOT' }] })
  expect(order.position.step).toBe('new')
  const [list] = order.checklists
  await perform(database, tickItem, shop.caller('staff'), { id: order.id, checklistId: list?.id, itemId: list?.items[0]?.id })
  const ticked = await perform(database, tickItem, shop.caller('staff'), { id: order.id, checklistId: list?.id, itemId: list?.items[1]?.id })
  expect(ticked.position.step).toBe('accepted')
  expect(ticked.checklists[0]?.items[1]?.done).toMatchObject({ by: expect.any(String), byId: expect.any(String) })
  const open = '2 of 4 checklist items are still open: RAWs, Drone.'
  await expect(perform(database, moveOrder, shop.caller('owner'), { id: order.id, transition: 'start-work' })).rejects.toThrow(refusal('illegal-transition', { message: open }))
  const { items: moves } = await perform(database, listOrderMoves, shop.caller('owner'), { id: order.id })
  expect(moves.find(({ key }) => key === 'start-work')?.verdict).toMatchObject({ allowed: false, blockedBy: [{ code: 'checklist', message: open }] })
  await tickAll(shop, ticked)
  expect((await perform(database, moveOrder, shop.caller('owner'), { id: order.id, transition: 'start-work' })).position.step).toBe('working')
})

it('a line item waits for its own list alone, and whoever finishes it is on it', async () => {
  const shop = await foundCarefulShop()
  const order = await shop.order({ lines: [{ sku: 'SHOOT' }, { sku: 'CLEAN' }] })
  const [shoot, clean] = order.lines
  await expect(perform(database, moveLineItem, shop.caller('owner'), { id: shoot?.id, transition: 'finish' })).rejects.toThrow('2 of 2 checklist items are still open: RAWs, Drone.')
  const moved = await perform(database, moveLineItem, shop.caller('owner'), { id: clean?.id, transition: 'finish' })
  expect(moved.lines[1]).toMatchObject({ position: { step: 'finished' }, assignees: [{ name: expect.any(String) }] })
  const { items: events } = await perform(database, listOrderEvents, shop.caller('owner'), { id: order.id })
  expect(events[0]).toMatchObject({ type: 'line_item.moved', data: { effects: [{ kind: 'assign_mover', memberId: moved.lines[1]?.assignees[0]?.id }] } })
})

it('what a move does besides is done, and recorded with it', async () => {
  const shop = await foundCarefulShop()
  const order = await tickAll(shop, await shop.order({ lines: [{ sku: 'CLEAN' }] }))
  const started = await perform(database, moveOrder, shop.caller('owner'), { id: order.id, transition: 'start-work' })
  expect(started).toMatchObject({ fields: { bench: 'Bench 4' }, tags: ['started'], team: [{ name: expect.any(String) }], dueAt: expect.any(String) })
  expect(words(started).at(-1)).toEqual(['In the workshop', 'Look at it'])
  const { items: [event] } = await perform(database, listOrderEvents, shop.caller('owner'), { id: order.id })
  expect(event?.data.effects).toMatchObject([{ kind: 'set_field' }, { kind: 'add_tag' }, { kind: 'assign_mover', memberId: started.team[0]?.id }, { kind: 'set_due' }, { kind: 'add_checklist', checklist: { id: started.checklists.at(-1)?.id } }])
})

it('a list is added, reworded and taken off; what stays ticked stays ticked, and asking twice changes nothing', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const { id, lines } = await shop.order()
  const added = await perform(database, addChecklist, owner, { id, lineItemId: lines[0]?.id, name: 'Handing over', items: [{ text: 'Cleaned' }, { text: 'Keys' }] })
  const [list] = added.lines[0]?.checklists ?? []
  const [cleaned, keys] = list?.items ?? []
  const ticked = await perform(database, tickItem, owner, { id, checklistId: list?.id, itemId: keys?.id })
  expect((await perform(database, tickItem, owner, { id, checklistId: list?.id, itemId: keys?.id })).version).toBe(ticked.version)
  const reworded = await perform(database, changeChecklist, owner, { id, checklistId: list?.id, name: 'At the door', items: [{ id: keys?.id, text: 'Both keys' }, { id: cleaned?.id, text: 'Cleaned' }, { text: 'Signed' }] })
  expect(reworded.lines.map(words)).toEqual([[['At the door', '[x] Both keys', 'Cleaned', 'Signed']]])
  await expect(perform(database, addChecklist, owner, { id, checklistId: list?.id, name: 'Again', items: [{ text: 'x' }] })).rejects.toThrow(refusal('validation-failed', { errors: [expect.objectContaining({ pointer: '/checklistId' })] }))
  await expect(perform(database, tickItem, owner, { id, checklistId: list?.id, itemId: id })).rejects.toThrow(refusal('not-found'))
  const removed = await perform(database, removeChecklist, owner, { id, checklistId: list?.id })
  expect(removed.lines.map(words)).toEqual([[]])
  await expect(perform(database, tickItem, owner, { id, checklistId: list?.id, itemId: keys?.id })).rejects.toThrow(refusal('not-found'))
})

it('contractors tick where they are assigned and change no list; archived orders refuse', async () => {
  const shop = await foundCarefulShop()
  const [owner, contractor] = [shop.caller('owner'), shop.caller('contractor')]
  const order = await shop.order({ lines: [{ sku: 'SHOOT' }] })
  const [list] = order.lines[0]?.checklists ?? []
  const tick = { id: order.id, checklistId: list?.id, itemId: list?.items[0]?.id }
  await expect(perform(database, tickItem, contractor, tick)).rejects.toThrow(refusal('not-found'))
  const contractorId = contractor.actor.kind === 'member' ? contractor.actor.id : ''
  await perform(database, assignLine, owner, { id: order.lines[0]?.id, add: [contractorId] })
  expect((await perform(database, tickItem, contractor, tick)).lines[0]?.checklists[0]?.items[0]?.done?.byId).toBe(contractorId)
  await expect(perform(database, removeChecklist, contractor, { id: order.id, checklistId: list?.id })).rejects.toThrow(refusal('forbidden'))
  await perform(database, assignOrder, owner, { id: order.id, add: [contractorId] })
  await perform(database, moveOrder, owner, { id: order.id, transition: 'call-off', reason: 'Moved away' })
  await perform(database, archiveOrder, owner, { id: order.id })
  await expect(perform(database, tickItem, owner, tick)).rejects.toThrow(refusal('order-locked'))
  await expect(perform(database, addChecklist, owner, { id: order.id, name: 'Late', items: [{ text: 'x' }] })).rejects.toThrow(refusal('order-locked'))
})
