import { removeChecklist as contract } from '#domain/checklists/contract.ts'
import { getChecklist, withChecklists } from '#domain/checklists/change-checklists.ts'
import { refuseArchived } from '#domain/orders/editing.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { saveFollowed } from './follow-order.ts'
import { getOrderForChange } from './order-rows.ts'
import { presentOrder } from './present-order.ts'

/** Takes a checklist off, ticked or not; what was on it stays in the record. */
export const removeChecklist = operation(contract, async (scope, { id, checklistId }) => {
  const order = await getOrderForChange(scope, id)
  refuseArchived(order)
  const { lineItemId, checklist } = getChecklist(order, checklistId)
  record(scope, 'checklist.removed', { checklistId, name: checklist.name, lineItemId }, id)
  return presentOrder(scope, await saveFollowed(scope, order, withChecklists(order, lineItemId, (lists) => lists.filter((list) => list.id !== checklistId))))
})
