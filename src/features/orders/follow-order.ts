import { followUps } from '#domain/orders/follow-up.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Process } from '#domain/workflows/process.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'

/** Lets follow what follows by itself from a change, each move recorded as the system's with the rule that made it. */
export function followOrder(scope: Scope, process: Process, order: Order): Order {
  const made = followUps(process, order, scope.now)
  for (const { move, because, from, to } of made) {
    const system: Scope = { ...scope, actor: { kind: 'system', name: because.name } }
    record(system, 'order.moved', { from: from.position, to: to.position, move: move.key, name: move.name, because }, order.id)
  }
  return made.at(-1)?.to ?? order
}
