import { minutesBetween, minutesLater } from '../kernel/span.ts'

/** How long something has stood in its step, of how long it is expected to; in minutes. `isOverdue` once it is longer. */
export type TimeInStep = { since: string; minutes: number; target: number | null; isOverdue: boolean; overdueAt: string | null }

/** Answers for an order's or a line item's step, now. Steps without an expectation are never overdue. */
export function timeInStep(enteredAt: string, step: { expectedMinutes?: number | null | undefined } | undefined, now: string): TimeInStep {
  const target = step?.expectedMinutes ?? null
  const minutes = Math.max(0, Math.floor(minutesBetween(enteredAt, now)))
  const overdueAt = target === null ? null : minutesLater(enteredAt, target)
  return { since: enteredAt, minutes, target, isOverdue: target !== null && minutes > target, overdueAt }
}
