import { factsOf } from '#domain/orders/facts-of.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Standing } from '#domain/wizards/offered-on.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'

/** What a wizard that updates is judged by: the order, its process, and what is known of it at this moment. */
export async function standingOf(scope: Scope, order: Order): Promise<Standing> {
  const process = await getProcess(scope, order.processId)
  return { process, order, facts: factsOf(order, process, await momentOf(scope)) }
}
