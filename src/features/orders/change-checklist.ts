import { changeChecklist as contract } from '#domain/checklists/contract.ts'
import { getChecklist, rewordedChecklist, withChangedChecklist } from '#domain/checklists/change-checklists.ts'
import { isSame } from '#domain/kernel/same.ts'
import { refuseArchived } from '#domain/orders/editing.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { saveFollowed } from './follow-order.ts'
import { getOrderForChange } from './order-rows.ts'
import { presentOrder } from './present-order.ts'

/** Renames a checklist, and adds, rewords, reorders and takes away its items. */
export const changeChecklist = operation(contract, async (scope, { id, checklistId, ...given }) => {
  const order = await getOrderForChange(scope, id)
  refuseArchived(order)
  const { lineItemId, checklist: before } = getChecklist(order, checklistId)
  const checklist = rewordedChecklist(before, given)
  if (isSame(before, checklist)) return presentOrder(scope, order)
  record(scope, 'checklist.changed', { checklistId, name: checklist.name, lineItemId, items: checklist.items.map((item) => ({ id: item.id, text: item.text })) }, id)
  return presentOrder(scope, await saveFollowed(scope, order, withChangedChecklist(order, { lineItemId, checklist })))
})
