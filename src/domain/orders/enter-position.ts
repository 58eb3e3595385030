import type { FieldValue } from '../kernel/schema.ts'
import { enterStep } from '../workflows/enter-step.ts'
import type { Move } from '../workflows/move.ts'
import type { Process } from '../workflows/process.ts'
import { timedMove } from '../workflows/verdict.ts'
import { withTotals, type LineItem, type Order } from './order.ts'
import { withStock } from './stock.ts'

export type Given = { fields?: Record<string, FieldValue> | undefined; reason?: string | undefined }

/**
 * The order after a move that was allowed: its new position, what the move's form brought, what the category does to stock
 * and archive, and when the next timer looks at it.
 */
export function moveOrderBy(process: Process, order: Order, move: Move, given: Given, now: string): Order {
  const reason = given.reason?.trim()
  const moved = enterStep(order, move.to)
  const category = move.to.category
  return withTimer(process, withStock({
    ...moved,
    fields: { ...order.fields, ...given.fields },
    cancelReason: category === 'cancelled' ? (reason ?? null) : order.position.category === 'cancelled' ? null : order.cancelReason,
    archivedAt: category === 'closed' ? now : null,
    stepEnteredAt: now,
  }))
}

/** The order after one of its line items moved. A cancelled line costs nothing, so the totals follow. */
export function moveLineBy(order: Order, lineItemId: string, move: Move, given: Given): Order {
  const lines = order.lines.map((line): LineItem => {
    if (line.id !== lineItemId || !line.position) return line
    const { position, heldFrom } = enterStep({ position: line.position, heldFrom: line.heldFrom }, move.to)
    return { ...line, position, heldFrom, fields: { ...line.fields, ...given.fields } }
  })
  return withStock(withTotals({ ...order, lines }))
}

/** The order out of the archive again; one whose step is itself the archive returns to where it came from. */
export function restoredOrder(process: Process, order: Order, now: string): Order {
  const returnsTo = order.position.category === 'closed' ? order.heldFrom : null
  const back = returnsTo ? { ...order, position: returnsTo, heldFrom: null, stepEnteredAt: now } : order
  return withTimer(process, { ...back, archivedAt: null })
}

/** Sets when a timer will look at the order next: so many minutes after it entered its step, or never. */
export function withTimer(process: Process, order: Order): Order {
  const timed = order.archivedAt ? undefined : timedMove(process, order)
  const timerAt = timed ? new Date(Date.parse(order.stepEnteredAt) + timed.afterMinutes * 60_000).toISOString() : null
  return { ...order, timerAt }
}
