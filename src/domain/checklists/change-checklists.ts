import { newId } from '../kernel/id.ts'
import { refuseField, refuseUnknown } from '../kernel/refusal.ts'
import { MOST_CHECKLISTS } from '../orders/apply-effects.ts'
import type { Order } from '../orders/order.ts'
import type { Checklist } from './checklist.ts'

/** Where a checklist stands: on the order itself, or on one of its line items. */
export type Placed = { lineItemId: string | null; checklist: Checklist }
export type GivenItem = { id?: string | undefined; text: string }

/** Finds a checklist wherever it stands on the order; refuses when it is not there. */
export function getChecklist(order: Order, checklistId: string): Placed {
  return allChecklists(order).find(({ checklist }) => checklist.id === checklistId) ?? refuseUnknown('checklist')
}

/** Every checklist of the order and of its line items. */
export function allChecklists(order: Order): Placed[] {
  const own = order.checklists.map((checklist) => ({ lineItemId: null, checklist }))
  return [...own, ...order.lines.flatMap((line) => line.checklists.map((checklist) => ({ lineItemId: line.id, checklist })))]
}

/** The order with the checklists of that place changed. */
export function withChecklists(order: Order, lineItemId: string | null, change: (checklists: Checklist[]) => Checklist[]): Order {
  if (lineItemId === null) return { ...order, checklists: change(order.checklists) }
  return { ...order, lines: order.lines.map((line) => (line.id === lineItemId ? { ...line, checklists: change(line.checklists) } : line)) }
}

/** The order with one checklist put in place of the one with its id. */
export function withChangedChecklist(order: Order, { lineItemId, checklist }: Placed): Order {
  return withChecklists(order, lineItemId, (lists) => lists.map((list) => (list.id === checklist.id ? checklist : list)))
}

/** A new checklist out of what was given; refuses ids said twice, an id that is taken, and more lists than anybody goes through. */
export function addedChecklist(order: Order, lineItemId: string | null, { id = newId(), name, items }: { id?: string | undefined; name: string; items: GivenItem[] }): Placed {
  if (lineItemId !== null && !order.lines.some((line) => line.id === lineItemId)) refuseField('/lineItemId', 'unknown', 'There is no such line item on this order.')
  const there = allChecklists(order)
  if (there.some(({ checklist }) => checklist.id === id)) refuseField('/checklistId', 'duplicate', 'There is a checklist with this id on the order already.')
  if (there.filter((placed) => placed.lineItemId === lineItemId).length >= MOST_CHECKLISTS) refuseField('/name', 'too_many', `There are ${MOST_CHECKLISTS} checklists here already. Take one off first.`)
  return { lineItemId, checklist: { id, name, items: itemsOf(items, []) } }
}

/** The checklist with other words and items, in the order they are given; an item that stays keeps its tick. */
export function rewordedChecklist(checklist: Checklist, { name, items }: { name: string; items: GivenItem[] }): Checklist {
  return { ...checklist, name, items: itemsOf(items, checklist.items) }
}

/** The checklist with one item ticked, by whom and when, or open again (`null`); refuses an item that is not on it. */
export function tickedChecklist(checklist: Checklist, itemId: string, done: Checklist['items'][number]['done']): { checklist: Checklist; text: string; isChanged: boolean } {
  const item = checklist.items.find(({ id }) => id === itemId) ?? refuseUnknown('checklist item')
  const isChanged = (item.done === null) !== (done === null)
  return { checklist: isChanged ? { ...checklist, items: checklist.items.map((one) => (one.id === itemId ? { ...one, done } : one)) } : checklist, text: item.text, isChanged }
}

function itemsOf(given: GivenItem[], known: Checklist['items']): Checklist['items'] {
  const ids = given.map(({ id }) => id)
  const again = ids.findIndex((id, i) => id !== undefined && ids.indexOf(id) < i)
  if (again >= 0) refuseField(`/items/${again}/id`, 'duplicate', 'Another item of this checklist has this id already.')
  return given.map(({ id = newId(), text }) => ({ id, text, done: known.find((item) => item.id === id)?.done ?? null }))
}
