import { followed, type FollowUp } from '#domain/orders/follow-up.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Process } from '#domain/workflows/process.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { saveOrder } from './order-rows.ts'

/** Lets follow what follows by itself from a change, each move recorded as the system's with the rule that made it. */
export async function followOrder(scope: Scope, process: Process, order: Order): Promise<Order> {
  const { made, order: after } = followed(process, order, await momentOf(scope))
  recordFollowUps(scope, made)
  return after
}

/** Records what followed by itself, each move as the system's with the rule that made it. */
export function recordFollowUps(scope: Scope, made: FollowUp[]): void {
  for (const one of made) recordFollowUp({ ...scope, actor: { kind: 'system', name: one.because.name } }, one)
}

/** Records a move that nobody made. */
export function recordFollowUp(scope: Scope, { move, because, from, to, effects }: FollowUp): void {
  record(scope, 'order.moved', { from: from.position, to: to.position, move: move.key, name: move.name, because, ...(effects.length > 0 ? { effects } : {}) }, from.id)
}

/** Saves what became of `before`, with what follows from it by itself. */
export async function saveFollowed(scope: Scope, before: Order, after: Order): Promise<Order> {
  return saveOrder(scope, before, await followOrder(scope, await getProcess(scope, before.processId), after))
}
