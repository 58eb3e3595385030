import { addChecklist as contract } from '#domain/checklists/contract.ts'
import { addedChecklist, withChecklists } from '#domain/checklists/change-checklists.ts'
import { refuseArchived } from '#domain/orders/editing.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getOrderForChange } from './order-rows.ts'
import { saveFollowed } from './follow-order.ts'
import { presentOrder } from './present-order.ts'

/** Adds a checklist to an order, or to one of its line items. */
export const addChecklist = operation(contract, async (scope, { id, checklistId, lineItemId = null, name, items }) => {
  const order = await getOrderForChange(scope, id)
  refuseArchived(order)
  const { checklist } = addedChecklist(order, lineItemId, { id: checklistId, name, items })
  record(scope, 'checklist.added', { checklistId: checklist.id, name, lineItemId, items: checklist.items.map((item) => ({ id: item.id, text: item.text })) }, id)
  return presentOrder(scope, await saveFollowed(scope, order, withChecklists(order, lineItemId, (lists) => [...lists, checklist])))
})
