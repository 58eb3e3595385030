import { MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import type { OutputOf } from '#domain/kernel/contract.ts'
import { previewMigration as contract } from '#domain/migrations/contract.ts'
import { planMigration } from '#domain/migrations/plan-migration.ts'
import { readOrders } from '#features/orders/order-rows.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { operation } from '#platform/operation.ts'
import { goneSteps } from './gone-steps.ts'
import { judgeOrders, termsFor, type Judged } from './judge-orders.ts'
import { countOpenOrders, nextOpenOrders } from './open-orders-on.ts'
import { wantedMigration } from './wanted-migration.ts'

const AT_A_GO = 500
const BLOCKED_SHOWN = 100

/** Judges every open order as moving it would, and changes nothing. Of very many, the first tell enough of what would happen. */
export const previewMigration = operation(contract, async (scope, asked) => {
  const { to, fromProcessIds, mapping } = await wantedMigration(scope, asked)
  const termsOf = await termsFor(scope, { to: to.id, mapping })
  const library = await statusLibrary(scope)
  const gone = goneSteps(scope, to, library)
  const follows = followCounts((statusId, step) => library.get(statusId)?.name ?? step)
  const preview = { judged: 0, ready: 0, blockedCount: 0, blocked: [] as OutputOf<typeof contract>['blocked'] }
  const taken = new Map<string, number>()
  let after: string | null = null
  while (preview.judged < MOST_COUNTED) {
    const ids = await nextOpenOrders(scope, fromProcessIds, after, AT_A_GO)
    const orders = await readOrders(scope, ids, 'read')
    for (const { order, plan } of await judgeOrders(scope, orders, async (order) => planMigration(order, await termsOf(order.processId)), taken)) {
      preview.judged += 1
      if ('order' in plan) {
        preview.ready += 1
        follows.add(plan)
        continue
      }
      preview.blockedCount += 1
      if (preview.blocked.length < BLOCKED_SHOWN) preview.blocked.push({ orderId: order.id, number: order.number, because: plan.because })
      await gone.add(order, plan.unmapped)
    }
    after = ids.at(-1) ?? null
    if (ids.length < AT_A_GO) break
  }
  const orders = preview.judged < MOST_COUNTED ? preview.judged : await countOpenOrders(scope, fromProcessIds)
  return { to: to.id, orders, ...preview, follows: follows.all(), unmapped: gone.all() }
})

/** Counts what would follow at once, by the rule that makes each order's last move and where that leads. */
function followCounts(nameOf: (statusId: string, step: string) => string) {
  const counts = new Map<string, { rule: string; to: string; orders: number }>()
  return {
    add({ follows }: Extract<Judged['plan'], { order: unknown }>): void {
      const last = follows.at(-1)
      if (!last) return
      const { because: { name: rule }, to: { position } } = last
      const to = nameOf(position.statusId, position.step)
      const key = JSON.stringify([rule, to])
      counts.set(key, { rule, to, orders: (counts.get(key)?.orders ?? 0) + 1 })
    },
    all: () => [...counts.values()].sort((a, b) => b.orders - a.orders),
  }
}
