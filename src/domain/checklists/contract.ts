import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { shownOrder } from '../orders/contract.ts'

/** Checklists stand on an order or on a line item of it; every answer is the order, whole. */

const items = z.array(z.strictObject({ id: s.id.optional(), text: s.line(200) })).min(1).max(100)

export const addChecklist = contract({
  name: 'checklist.add', method: 'POST', path: '/orders/{id}/checklists', status: 201, permission: 'checklist.update', summary: 'Add a checklist to an order, or to one of its line items',
  input: z.strictObject({ id: s.id, checklistId: s.id.optional(), lineItemId: s.id.optional(), name: s.line(100), items }), output: shownOrder,
  example: { name: 'Before handing over', items: [{ text: 'Cleaned' }, { text: 'Keys inside' }] },
})
export const changeChecklist = contract({
  name: 'checklist.change', method: 'PATCH', path: '/orders/{id}/checklists/{checklistId}', permission: 'checklist.update', summary: 'Rename a checklist, add, reword, reorder and take away its items; what was ticked and stays, stays ticked',
  input: z.strictObject({ id: s.id, checklistId: s.id, name: s.line(100), items }), output: shownOrder,
})
export const removeChecklist = contract({
  name: 'checklist.remove', method: 'DELETE', path: '/orders/{id}/checklists/{checklistId}', permission: 'checklist.update', summary: 'Take a checklist off',
  input: z.strictObject({ id: s.id, checklistId: s.id }), output: shownOrder,
})
export const tickItem = contract({
  name: 'checklist.tick', method: 'POST', path: '/orders/{id}/checklists/{checklistId}/ticks', permission: 'checklist.tick', summary: 'Tick an item, or take its tick away',
  input: z.strictObject({ id: s.id, checklistId: s.id, itemId: s.id, done: z.boolean().default(true) }), output: shownOrder,
})
