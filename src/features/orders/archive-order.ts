import * as contract from '#domain/orders/contract.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { refuseUnlessArchivable } from '#domain/orders/editing.ts'
import { restoredOrder } from '#domain/orders/enter-position.ts'
import { lookedAtAgain } from '#domain/orders/follow-up.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getOrderForChange, saveOrder } from './order-rows.ts'
import { presentOrder } from './present-order.ts'

/** Puts an order that is over out of the way of daily work. */
export const archiveOrder = operation(contract.archiveOrder, async (scope, { id, reason }) => {
  const order = await getOrderForChange(scope, id)
  refuseUnlessArchivable(order)
  record(scope, 'order.archived', reason ? { reason } : {}, id)
  return presentOrder(scope, saveOrder(scope, order, { ...order, archivedAt: scope.now, timerAt: null }))
})

/** Brings an archived order back to daily work. */
export const restoreOrder = operation(contract.restoreOrder, async (scope, { id }) => {
  const order = await getOrderForChange(scope, id)
  if (!order.archivedAt) refuse('illegal-transition', 'The order is not archived: there is nothing to restore.')
  const process = await getProcess(scope, order.processId)
  const restored = lookedAtAgain(process, restoredOrder(process, order, scope.now), await momentOf(scope))
  record(scope, 'order.restored', { to: restored.position }, id)
  return presentOrder(scope, saveOrder(scope, order, restored))
})
