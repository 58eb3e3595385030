import { assigneeOf } from '#domain/identity/actor.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import * as contract from '#domain/orders/contract.ts'
import { refuseArchived } from '#domain/orders/editing.ts'
import { moveLineBy } from '#domain/orders/enter-position.ts'
import { factsOfLine } from '#domain/orders/facts-of.ts'
import type { LineItem } from '#domain/orders/order.ts'
import type { Mover } from '#domain/workflows/move.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { followOrder } from './follow-order.ts'
import { allowedMove } from './judge-move.ts'
import { actorId, getOrderOfLineItem, saveOrder } from './order-rows.ts'
import { presentMoved } from './present-moves.ts'

/** Moves one line item; its order follows where a roll-up rule says so. */
export const moveLineItem = operation(contract.moveLineItem, async (scope, { id, withMoves, ...wanted }) => {
  const { order, line } = await getOrderOfLineItem(scope, id, 'change')
  refuseArchived(order)
  refuseUnlessTheirs(scope, line)
  const process = await getProcess(scope, order.processId)
  const move = await allowedMove(scope, process, await statusLibrary(scope), moverOf(line), factsOfLine(order, line, process, await momentOf(scope)), wanted, line.fields)
  const { order: moved, effects } = moveLineBy(order, id, move, wanted, { now: scope.now, memberId: actorId(scope) })
  record(scope, 'line_item.moved', {
    lineItemId: id, name: line.name, from: moverOf(line).position, to: move.to, move: move.key,
    ...(wanted.fields ? { fields: wanted.fields } : {}), ...(wanted.reason ? { reason: wanted.reason } : {}), ...(effects.length > 0 ? { effects } : {}),
    total: { from: order.total, to: moved.total },
  }, order.id)
  return presentMoved(scope, saveOrder(scope, order, await followOrder(scope, process, moved)), withMoves)
})

/** The line item as something that moves; refuses where the order type does not track line items. */
export function moverOf(line: LineItem): Mover & { position: NonNullable<LineItem['position']> } {
  const position = line.position ?? refuse('illegal-transition', 'Line items of this order type have no workflow of their own.')
  return { position, heldFrom: line.heldFrom, route: [] }
}

// A contractor works on what they were given; the rest of the order is theirs to see, not to move.
function refuseUnlessTheirs(scope: Scope, line: LineItem): void {
  if (scope.reach === 'assigned' && !line.assignees.includes(assigneeOf(scope.actor) ?? '')) refuse('forbidden', 'You may move only the line items you are assigned to.')
}
