import type { Plan, StepMapping } from '#domain/migrations/plan-migration.ts'
import { planReturn, type Migrated } from '#domain/migrations/plan-return.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Process } from '#domain/workflows/process.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'
import { termsFor } from './judge-orders.ts'
import { getMigrationRow, readStillMoved } from './migration-rows.ts'

/** The orders that are to come back from a migration, what each of them would come to, and where it would be put. */
export async function returning(scope: Scope, migrationId: string, said: StepMapping[]) {
  const { mapping: made } = await getMigrationRow(scope, migrationId)
  const formerOf = new Map<string, Migrated>()
  const termsTo = new Map<string, ReturnType<typeof termsFor>>()
  const termsOf = async ({ from, to }: Migrated) => {
    const terms = termsTo.get(from.processId) ?? termsFor(scope, { to: from.processId, mapping: said })
    termsTo.set(from.processId, terms)
    return (await terms)(to.processId)
  }
  const former = (order: Order) => formerOf.get(order.id) ?? expectFormer()
  return {
    /** The ids of the next ones after this. */
    next: async (after: string | null, limit: number): Promise<string[]> => {
      const moved = await readStillMoved(scope, migrationId, after, limit)
      for (const one of moved) formerOf.set(one.orderId, one.former)
      return moved.map(({ orderId }) => orderId)
    },
    planOf: async (order: Order): Promise<Plan> => planReturn(order, former(order), made, await termsOf(former(order))),
    destinationOf: (order: Order): Promise<Process> => getProcess(scope, former(order).from.processId),
  }
}

function expectFormer(): never {
  throw new Error('Only what a migration moved can come back from it')
}
