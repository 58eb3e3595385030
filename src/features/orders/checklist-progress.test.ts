import { expect, it } from 'vitest'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { addChecklist } from './add-checklist.ts'
import { countOrders } from './count-orders.ts'
import { listOrders } from './list-orders.ts'
import { moveLineItem } from './move-line-item.ts'
import { tickItem } from './tick-item.ts'

const database = testDatabase()

it('a list shows how far the checklists of an order and of its line items are, and finds those with something to tick', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const order = await shop.order({ lines: [{ sku: 'CLEAN' }, { sku: 'TOTE' }] })
  const without = await shop.order()
  const [line] = order.lines
  const { checklists: [own] } = await perform(database, addChecklist, owner, { id: order.id, name: 'Pack', items: [{ text: 'Box' }, { text: 'Note' }] })
  const { lines: [listed] } = await perform(database, addChecklist, owner, { id: order.id, lineItemId: line?.id, name: 'Clean', items: [{ text: 'Brush' }, { text: 'Rinse' }] })
  const tick = (list: { id: string; items: { id: string }[] } | undefined, i: number) => perform(database, tickItem, owner, { id: order.id, checklistId: list?.id, itemId: list?.items[i]?.id })
  await tick(own, 0)
  await tick(listed?.checklists[0], 0)

  const shown = async (filter: object = {}) => (await perform(database, listOrders, owner, filter)).items.map(({ id, checklist, services }) => ({ id, checklist, lines: services.map((service) => service.checklist) }))
  const none = { done: 0, total: 0 }
  const halfway = { id: order.id, checklist: { done: 2, total: 4 }, lines: [{ done: 1, total: 2 }, none] }
  expect(await shown()).toEqual([{ id: without.id, checklist: none, lines: [none] }, halfway])
  expect(await shown({ checklistOpen: 'true' })).toEqual([halfway])
  expect((await shown({ checklistOpen: 'false' })).map(({ id }) => id)).toEqual([without.id])
  expect((await perform(database, countOrders, owner, { checklistOpen: 'true' })).total).toEqual({ count: 1, isExact: true })

  // Nobody ticks the list of what was cancelled.
  await perform(database, moveLineItem, owner, { id: line?.id, toStep: 'dropped' })
  expect((await shown({ checklistOpen: 'true' }))[0]?.checklist).toEqual({ done: 1, total: 2 })
  await tick(own, 1)
  expect(await shown({ checklistOpen: 'true' })).toEqual([])
})
