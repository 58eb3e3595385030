import * as contract from '#domain/orders/contract.ts'
import { moveOrderBy } from '#domain/orders/enter-position.ts'
import { factsOf } from '#domain/orders/facts-of.ts'
import type { Order } from '#domain/orders/order.ts'
import type { WantedMove } from '#domain/workflows/judge-move.ts'
import { standsThereAlready } from '#domain/workflows/move.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { followOrder } from './follow-order.ts'
import { allowedMove } from './judge-move.ts'
import { actorId, getOrderForChange, saveOrder } from './order-rows.ts'
import { presentMoved } from './present-moves.ts'

/** Moves an order by a transition, or to a step its workflow's movement allows. */
export const moveOrder = operation(contract.moveOrder, async (scope, { id, withMoves, ...wanted }) => presentMoved(scope, await makeMove(scope, id, wanted), withMoves))

/** The same for a verb of several steps. */
export async function makeMove(scope: Scope, id: string, wanted: WantedMove): Promise<Order> {
  const order = await getOrderForChange(scope, id)
  const process = await getProcess(scope, order.processId)
  if (standsThereAlready(process, order, wanted)) return order
  const move = await allowedMove(scope, process, await statusLibrary(scope), order, factsOf(order, process, await momentOf(scope)), wanted, order.fields)
  const { order: moved, effects } = moveOrderBy(process, order, move, wanted, { now: scope.now, memberId: actorId(scope) })
  record(scope, 'order.moved', {
    from: order.position, to: moved.position, move: move.key, name: move.name,
    ...(wanted.fields ? { fields: wanted.fields } : {}), ...(wanted.reason ? { reason: wanted.reason } : {}), ...(effects.length > 0 ? { effects } : {}),
  }, id)
  return saveOrder(scope, order, await followOrder(scope, process, moved))
}
