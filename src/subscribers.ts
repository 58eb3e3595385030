import { countOrders } from '#features/customers/count-orders.ts'
import type { Subscribers } from '#platform/subscriber.ts'

/** Everything that follows by itself: event → what happens next. */
export const subscribers: Subscribers = {
  'customer.merged': [
    { name: 'count-orders', handle: (scope, { data }) => countOrders(scope, [data.customerId, data.mergedId]) },
  ],
  'order.placed': [
    { name: 'count-orders', handle: (scope, { data }) => countOrders(scope, [data.customerId]) },
  ],
  'order.updated': [
    { name: 'count-orders', handle: (scope, { data }) => countOrders(scope, [data.changes['customerId']?.from, data.changes['customerId']?.to].map(idOf)) },
  ],
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
