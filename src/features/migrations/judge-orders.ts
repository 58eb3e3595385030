import { sql } from 'kysely'
import { outcomeOf, type Plan, type StepMapping, type Terms } from '#domain/migrations/plan-migration.ts'
import type { Order } from '#domain/orders/order.ts'
import { stockChanges, type StockChange } from '#domain/orders/stock.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import type { Scope } from '#platform/scope.ts'

export type Judged = { order: Order; plan: Plan }

/**
 * What is to become of each of these orders, by the one judgement that previews and migrations share. What goods the earlier ones
 * take is no longer there for the later; `taken` carries that on from one lot to the next where nothing is saved in between.
 */
export async function judgeOrders(scope: Scope, orders: Order[], planOf: (order: Order) => Promise<Plan>, taken = new Map<string, number>()): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const order of orders) judged.push({ order, plan: await planOf(order) })
  const free = await readFreeStock(scope, judged.flatMap((one) => changesOf(one).map(({ variantId }) => variantId)))
  return judged.map((one) => {
    const changes = changesOf(one)
    const short = changes.find((change) => takes(change) > 0 && (free.get(change.variantId) ?? 0) - (taken.get(change.variantId) ?? 0) < takes(change))
    if (short) return { ...one, plan: { because: `There is not enough of ${short.sku} in stock.`, unmapped: [] } }
    for (const change of changes) taken.set(change.variantId, (taken.get(change.variantId) ?? 0) + takes(change))
    return one
  })
}

/** What orders are judged by on their way to one process. */
export async function termsFor(scope: Scope, { to, mapping }: { to: string; mapping: StepMapping[] }): Promise<(from: string) => Promise<Terms>> {
  const library = await statusLibrary(scope)
  const destination = await getProcess(scope, to)
  const moment = await momentOf(scope)
  const statusName = (statusId: string) => library.get(statusId)?.name ?? 'a status that is gone'
  return async (from) => ({ from: await getProcess(scope, from), to: destination, mapping, statusName, moment })
}

function changesOf({ order, plan }: Judged): StockChange[] {
  const after = outcomeOf(plan)
  return after ? stockChanges(order.lines, after.lines) : []
}

function takes({ reserved, onHand }: StockChange): number {
  return reserved - onHand
}

/** What of each variant is neither promised nor gone. */
async function readFreeStock(scope: Scope, variantIds: string[]): Promise<Map<string, number>> {
  if (variantIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; free: number }>`SELECT id, CASE WHEN tracks_stock THEN on_hand - reserved ELSE 1e12 END AS free FROM variant
    WHERE organization_id = ${scope.organizationId} AND id = ANY(${variantIds}::uuid[])`.execute(scope.db)
  return new Map(rows.map(({ id, free }) => [id, free]))
}
