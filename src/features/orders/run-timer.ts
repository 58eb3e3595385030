import { sql } from 'kysely'
import { withTimer } from '#domain/orders/enter-position.ts'
import { timerMove } from '#domain/orders/follow-up.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'
import { followOrder, recordFollowUp } from './follow-order.ts'
import { findOrder, saveOrder } from './order-rows.ts'

/**
 * Makes the move an order's timer stands for, if it is still due and still right: both are judged again under the lock, so an
 * order that was paid in the last moment is not abandoned (G16). When none may move, it waits for the next timer, or another span.
 */
export async function runOrderTimer(scope: Scope, orderId: string): Promise<void> {
  const order = await findOrder(scope, sql`o.id = ${orderId}`, 'change')
  if (!order?.timerAt || order.timerAt > scope.now) return
  scope.chains.set(order.id, { sequence: order.eventSequence, hash: order.eventHash })
  const process = await getProcess(scope, order.processId)
  const moved = timerMove(process, order, scope.now)
  if (!moved) {
    saveOrder(scope, order, withTimer(process, order, scope.now))
    return
  }
  recordFollowUp(scope, moved)
  saveOrder(scope, order, followOrder(scope, process, moved.to))
}
