import type { FieldValue } from '../kernel/schema.ts'
import { minutesBetween, minutesLater } from '../kernel/span.ts'
import { enterStep } from '../workflows/enter-step.ts'
import type { Move } from '../workflows/move.ts'
import { placeOf, type Process } from '../workflows/process.ts'
import { timedMoves } from '../workflows/verdict.ts'
import { appliedEffects, withEffect, withLineEffect, type AppliedEffect, type MoveMadeBy } from './apply-effects.ts'
import { withTotals, type LineItem, type Order } from './order.ts'
import { withStock } from './stock.ts'

export type Given = { fields?: Record<string, FieldValue> | undefined; reason?: string | undefined }

/** What became of an order by a move, and what the move did besides. */
export type Moved = { order: Order; effects: AppliedEffect[] }

/**
 * The order after a move that was allowed: its new position, what the move's form brought, what the category does to stock
 * and archive, what the transition sets off, and when the next timer looks at it.
 */
export function moveOrderBy(process: Process, order: Order, move: Move, given: Given, by: MoveMadeBy): Moved {
  const reason = given.reason?.trim()
  const category = move.to.category
  const effects = appliedEffects(move.transition?.effects, by)
  const moved: Order = {
    ...enterStep(order, move.to, move.key),
    fields: { ...order.fields, ...given.fields },
    cancelReason: category === 'cancelled' ? (reason ?? null) : order.position.category === 'cancelled' ? null : order.cancelReason,
    archivedAt: category === 'closed' ? by.now : null,
    stepEnteredAt: by.now,
  }
  return { order: withTimer(process, withStock(effects.reduce(withEffect, moved))), effects }
}

/** The order after one of its line items moved. A cancelled line costs nothing, so the totals follow. */
export function moveLineBy(order: Order, lineItemId: string, move: Move, given: Given, by: MoveMadeBy): Moved {
  const lines = order.lines.map((line): LineItem => {
    if (line.id !== lineItemId || !line.position) return line
    const { position, heldFrom } = enterStep({ position: line.position, heldFrom: line.heldFrom }, move.to, move.key)
    return { ...line, position, heldFrom, fields: { ...line.fields, ...given.fields } }
  })
  const effects = appliedEffects(move.transition?.effects, by)
  const moved = effects.reduce((current, effect) => withLineEffect(current, lineItemId, effect), { ...order, lines })
  return { order: withStock(withTotals(moved)), effects }
}

/** The order out of the archive again; one whose step is itself the archive returns to where it came from. */
export function restoredOrder(process: Process, order: Order, now: string): Order {
  const returnsTo = order.position.category === 'closed' ? order.heldFrom : null
  const back = returnsTo ? { ...order, position: placeOf(returnsTo), heldFrom: null, stepEnteredAt: now } : order
  return withTimer(process, { ...back, archivedAt: null })
}

/**
 * Sets when a timer will look at the order next: so many minutes after it entered its step, or never. When all its timers are
 * over and none of them may move it, the shortest looks again after another span. Timers that count business hours are set where
 * those are known, with everything else that hours decide (`lookedAtAgain`).
 */
export function withTimer(process: Process, order: Order, now = order.stepEnteredAt): Order {
  const spans = order.archivedAt ? [] : timedMoves(process, order).flatMap(({ wait }) => (wait.inBusinessHours ? [] : [wait.afterMinutes]))
  const [shortest] = spans
  const waited = minutesBetween(order.stepEnteredAt, now)
  const next = spans.find((minutes) => minutes > waited) ?? (shortest === undefined ? undefined : waited + shortest)
  const timerAt = next === undefined ? null : minutesLater(order.stepEnteredAt, next)
  return { ...order, timerAt }
}
