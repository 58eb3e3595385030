import { MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import type { OutputOf } from '#domain/kernel/contract.ts'
import type { previewMigration } from '#domain/migrations/contract.ts'
import type { Plan } from '#domain/migrations/plan-migration.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Process } from '#domain/workflows/process.ts'
import { readOrders } from '#features/orders/order-rows.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import type { Scope } from '#platform/scope.ts'
import { goneSteps } from './gone-steps.ts'
import { judgeOrders, type Judged } from './judge-orders.ts'

export type Preview = OutputOf<typeof previewMigration>

/** Orders that something is to become of: the next ones after an id, what each would come to and in which process, and how many there are. */
export type Foreseen = { next: (after: string | null, limit: number) => Promise<string[]>; planOf: (order: Order) => Promise<Plan>; destinationOf: (order: Order) => Promise<Process>; count: () => Promise<number> }

const AT_A_GO = 500
const BLOCKED_SHOWN = 100

/** Judges every order as moving it would, and changes nothing. Of very many, the first tell enough of what would happen. */
export async function foresee(scope: Scope, { next, planOf, destinationOf, count }: Foreseen): Promise<Omit<Preview, 'to'>> {
  const library = await statusLibrary(scope)
  const gone = goneSteps(scope, library)
  const follows = followCounts((statusId, step) => library.get(statusId)?.name ?? step)
  const preview = { judged: 0, ready: 0, blockedCount: 0, blocked: [] as Preview['blocked'] }
  const taken = new Map<string, number>()
  let after: string | null = null
  while (preview.judged < MOST_COUNTED) {
    const ids = await next(after, AT_A_GO)
    for (const { order, plan } of await judgeOrders(scope, await readOrders(scope, ids, 'read'), planOf, taken)) {
      preview.judged += 1
      if ('order' in plan) {
        preview.ready += 1
        follows.add(plan)
        continue
      }
      preview.blockedCount += 1
      if (preview.blocked.length < BLOCKED_SHOWN) preview.blocked.push({ orderId: order.id, number: order.number, because: plan.because })
      await gone.add(order, await destinationOf(order), plan.unmapped)
    }
    after = ids.at(-1) ?? null
    if (ids.length < AT_A_GO) break
  }
  const orders = preview.judged < MOST_COUNTED ? preview.judged : await count()
  return { orders, ...preview, follows: follows.all(), unmapped: gone.all() }
}

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
