import type { Subscribers } from '#platform/subscriber.ts'

/** Everything that follows by itself in a transaction of its own: event → what happens next. Counters need no line here; the relay folds them. */
export const subscribers: Subscribers = {}
