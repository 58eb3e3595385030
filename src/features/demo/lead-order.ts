import type { FieldValue } from '#domain/kernel/schema.ts'
import { alwaysOpen } from '#domain/hours/business-hours.ts'
import { factsOf } from '#domain/orders/facts-of.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Move } from '#domain/workflows/move.ts'
import type { Position, Process } from '#domain/workflows/process.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { fieldsOf } from '#domain/workflows/verdict.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { getOrder } from '#features/orders/order-rows.ts'
import { runOrderTimer } from '#features/orders/run-timer.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import type { Database } from '#platform/database.ts'
import { perform } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { wayTo } from './way-to.ts'

// Longer ways than this are not taken by any sensible process.
const MOST_MOVES = 20

export type Walk = { database: Database; caller: () => Caller; process: Process; paymentMethod: string; clock: { now(): string; hoursPass(): void } }

/** Leads a placed order to a step by the same verbs people and timers use, at the hours of the walk's clock. */
export async function leadOrder(walk: Walk, orderId: string, target: Position): Promise<void> {
  for (let i = 0; i < MOST_MOVES; i++) {
    const order = await withScope(walk.database, walk.caller(), { readOnly: true }, (scope) => getOrder(scope, orderId))
    // What automation would wait for is as good as there: it is filled in on the way.
    const [next] = wayTo(walk.process, order, target, { ...factsOf(order, walk.process, { now: walk.clock.now(), hours: alwaysOpen }), archived: false }) ?? []
    if (!next) return
    walk.clock.hoursPass()
    await take(walk, order, next)
  }
}

async function take(walk: Walk, order: Order, move: Move): Promise<void> {
  const { database, clock } = walk
  if (move.transition?.afterMinutes && move.transition.hidden) {
    const due = order.timerAt ?? clock.now()
    return withScope(database, walk.caller(), { now: due }, (scope) => runOrderTimer(scope, order.id))
  }
  if (move.transition?.automatic && move.transition.hidden) {
    await perform(database, updateOrder, walk.caller(), { id: order.id, paymentMethod: walk.paymentMethod }, { expectedVersion: order.version, now: clock.now() })
    return
  }
  const fields = Object.fromEntries(fieldsOf(move).flatMap((field) => (field.key === 'reason' ? [] : [[field.key, sampleOf(field)]])))
  const wanted = move.kind === 'named' ? { transition: move.key } : { toStep: move.to.step }
  await perform(database, moveOrder, walk.caller(), { id: order.id, ...wanted, fields, ...(move.transition?.reasonRequired ? { reason: reasons[order.version % reasons.length] } : {}) }, { now: clock.now() })
}

const reasons = ['The customer changed their mind', 'Out of stock at the supplier', 'Ordered twice by mistake', 'We do not deliver to this address']

function sampleOf(field: FieldDefinition): FieldValue {
  if (field.options?.[0]) return field.kind === 'choices' ? [field.options[0]] : field.options[0]
  if (field.kind === 'number' || field.kind === 'money') return 1
  if (field.kind === 'yes_no') return true
  if (field.kind === 'date') return '2026-11-20'
  return /number/i.test(field.key) ? '1Z999AA10123456784' : 'Parcel post'
}
