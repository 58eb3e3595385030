import { tickItem as contract } from '#domain/checklists/contract.ts'
import { getChecklist, tickedChecklist, withChangedChecklist } from '#domain/checklists/change-checklists.ts'
import { refuseArchived } from '#domain/orders/editing.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { saveFollowed } from './follow-order.ts'
import { actorId, getOrderForChange } from './order-rows.ts'
import { presentOrder } from './present-order.ts'

/** Ticks an item of a checklist, or takes its tick away; the process may move on by itself from that. */
export const tickItem = operation(contract, async (scope, { id, checklistId, itemId, done }) => {
  const order = await getOrderForChange(scope, id)
  refuseArchived(order)
  const { lineItemId, checklist: before } = getChecklist(order, checklistId)
  const { checklist, text, isChanged } = tickedChecklist(before, itemId, done ? { by: scope.actor.name, byId: actorId(scope), at: scope.now } : null)
  if (!isChanged) return presentOrder(scope, order)
  record(scope, 'checklist.ticked', { checklistId, name: checklist.name, itemId, text, done, lineItemId }, id)
  return presentOrder(scope, await saveFollowed(scope, order, withChangedChecklist(order, { lineItemId, checklist })))
})
