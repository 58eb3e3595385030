import { sql } from 'kysely'
import { withTimer } from '#domain/orders/enter-position.ts'
import { timerMove } from '#domain/orders/follow-up.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'
import { followOrder, recordFollowUp } from './follow-order.ts'
import { findOrder, saveOrder } from './order-rows.ts'

/**
 * Makes the move an order's timer stands for, if it is still due and still right: both are judged again under the lock, so an
 * order that was paid in the last moment is not abandoned. Where no timer may move it, what its business hours say may;
 * otherwise it waits for the next timer, the next opening or closing, or another span.
 */
export async function runOrderTimer(scope: Scope, orderId: string): Promise<void> {
  const order = await findOrder(scope, sql`o.id = ${orderId}`, 'change')
  if (!order?.timerAt || order.timerAt > scope.now) return
  scope.chains.set(order.id, { sequence: order.eventSequence, hash: order.eventHash })
  const process = await getProcess(scope, order.processId)
  const moved = timerMove(process, order, await momentOf(scope))
  if (!moved) {
    saveOrder(scope, order, await followOrder(scope, process, withTimer(process, order, scope.now)))
    return
  }
  recordFollowUp(scope, moved)
  saveOrder(scope, order, await followOrder(scope, process, moved.to))
}
