import { sql } from 'kysely'
import { moveOrderBy, withTimer } from '#domain/orders/enter-position.ts'
import { factsOf } from '#domain/orders/order.ts'
import { timedMove, verdict } from '#domain/workflows/verdict.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { followOrder } from './follow-order.ts'
import { findOrder, saveOrder } from './order-rows.ts'

/**
 * Makes the move an order's timer stands for, if it is still due and still right: both are judged again under the lock, so an
 * order that was paid in the last moment is not abandoned (G16). A timer that may not move waits for another span.
 */
export async function runOrderTimer(scope: Scope, orderId: string): Promise<void> {
  const order = await findOrder(scope, sql`o.id = ${orderId}`, 'change')
  if (!order?.timerAt || order.timerAt > scope.now) return
  scope.chains.set(order.id, { sequence: order.eventSequence, hash: order.eventHash })
  const process = await getProcess(scope, order.processId)
  const timed = timedMove(process, order)
  if (!timed) return
  const { move } = timed
  if (!verdict({ move, facts: factsOf(order), role: undefined, automation: true }).allowed) {
    saveOrder(scope, order, withTimer(process, { ...order, stepEnteredAt: scope.now }))
    return
  }
  const moved = moveOrderBy(process, order, move, {}, scope.now)
  record(scope, 'order.moved', { from: order.position, to: moved.position, move: move.key, name: move.name, because: { rule: 'timer', name: move.name } }, order.id)
  saveOrder(scope, order, followOrder(scope, process, moved))
}
