import { previewMigration as contract } from '#domain/migrations/contract.ts'
import { planMigration } from '#domain/migrations/plan-migration.ts'
import { operation } from '#platform/operation.ts'
import { foresee } from './foresee.ts'
import { termsFor } from './judge-orders.ts'
import { countOpenOrders, nextOpenOrders } from './open-orders-on.ts'
import { wantedMigration } from './wanted-migration.ts'

/** What moving every open order to a process would do. */
export const previewMigration = operation(contract, async (scope, asked) => {
  const { to, fromProcessIds, mapping } = await wantedMigration(scope, asked)
  const termsOf = await termsFor(scope, { to: to.id, mapping })
  return {
    to: to.id,
    ...(await foresee(scope, {
      next: (after, limit) => nextOpenOrders(scope, fromProcessIds, after, limit),
      planOf: async (order) => planMigration(order, await termsOf(order.processId)),
      destinationOf: async () => to,
      count: () => countOpenOrders(scope, fromProcessIds),
    })),
  }
})
