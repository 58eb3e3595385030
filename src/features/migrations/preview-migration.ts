import { previewMigration as contract } from '#domain/migrations/contract.ts'
import { mayStandIn, planMigration, suggestionFor, type Unmapped } from '#domain/migrations/plan-migration.ts'
import type { Order } from '#domain/orders/order.ts'
import type { OutputOf } from '#domain/kernel/contract.ts'
import type { Position, Process } from '#domain/workflows/process.ts'
import { readOrders } from '#features/orders/order-rows.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { judgeOrders, termsFor, type Judged } from './judge-orders.ts'
import { nextOpenOrders } from './open-orders-on.ts'
import { wantedMigration } from './wanted-migration.ts'

const AT_A_GO = 500
// Of more orders than this, those looked at tell enough of what would happen, and looking at all would take too long to wait for.
const MOST_LOOKED_AT = 10_000
const BLOCKED_SHOWN = 100

type Preview = OutputOf<typeof contract>
type Step = Preview['unmapped'][number]

/** Judges every open order as moving it would, and changes nothing. */
export const previewMigration = operation(contract, async (scope, asked) => {
  const { to, fromProcessIds, mapping } = await wantedMigration(scope, asked)
  const termsOf = await termsFor(scope, { to: to.id, mapping })
  const preview: Preview = { to: to.id, orders: 0, ready: 0, unmapped: [], blocked: [], blockedCount: 0 }
  const taken = new Map<string, number>()
  let after: string | null = null
  while (preview.orders < MOST_LOOKED_AT) {
    const ids = await nextOpenOrders(scope, fromProcessIds, after, AT_A_GO)
    const orders = await readOrders(scope, ids, 'read')
    for (const judged of await judgeOrders(scope, orders, async (order) => planMigration(order, await termsOf(order.processId)), taken)) await count(scope, preview, judged, to)
    after = ids.at(-1) ?? null
    if (ids.length < AT_A_GO) break
  }
  return preview
})

async function count(scope: Scope, preview: Preview, { order, plan }: Judged, to: Process): Promise<void> {
  preview.orders += 1
  if ('order' in plan) {
    preview.ready += 1
    return
  }
  preview.blockedCount += 1
  if (preview.blocked.length < BLOCKED_SHOWN) preview.blocked.push({ orderId: order.id, number: order.number, because: plan.because })
  const counted = new Set<string>()
  for (const one of plan.unmapped) {
    const step = await stepOf(scope, preview, order, one, to)
    if (!step) continue
    if (one.lineItem) step.lineItems += 1
    else if (!counted.has(step.step)) step.orders += 1
    counted.add(step.step)
  }
}

/** The entry of the preview that a step is counted by; made when it is met first. */
async function stepOf(scope: Scope, preview: Preview, order: Order, { workflow, step, lineItem, into }: Unmapped, to: Process): Promise<Step | undefined> {
  const library = await statusLibrary(scope)
  const nameOf = (statusId: string, key: string) => library.get(statusId)?.name ?? key
  const from = (await getProcess(scope, order.processId)).workflows[workflow]
  const at = from?.steps.find(({ key }) => key === step)
  if (!from || !at) return undefined
  const known = preview.unmapped.find((one) => one.workflow === workflow && one.step === step)
  const position: Position = { phase: null, workflow, step, statusId: at.statusId, category: at.category }
  const choices = (to.workflows[into]?.steps ?? []).filter(({ category }) => mayStandIn(position.category, category, lineItem))
  if (known) {
    known.choices.push(...choices.filter(({ key }) => !known.choices.some((choice) => choice.step === key)).map(({ key, statusId }) => ({ step: key, name: nameOf(statusId, key) })))
    return known
  }
  const added: Step = {
    workflow, workflowName: from.name, step, name: nameOf(at.statusId, step), orders: 0, lineItems: 0,
    choices: choices.map(({ key, statusId }) => ({ step: key, name: nameOf(statusId, key) })),
    suggestion: suggestionFor(position, choices.map(({ key, statusId, category }) => ({ step: key, statusId, category }))),
  }
  preview.unmapped.push(added)
  return added
}
