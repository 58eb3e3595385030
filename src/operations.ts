import { createApiKey } from '#features/identity/create-api-key.ts'
import { listApiKeys } from '#features/identity/list-api-keys.ts'
import { readSession } from '#features/identity/read-session.ts'
import { revokeApiKey } from '#features/identity/revoke-api-key.ts'
import { archiveOrder, restoreOrder } from '#features/orders/archive-order.ts'
import { assignLine, assignOrder } from '#features/orders/assign-order.ts'
import { addLine, changeLine, removeLine } from '#features/orders/change-lines.ts'
import { countOrders } from '#features/orders/count-orders.ts'
import { duplicateOrder } from '#features/orders/duplicate-order.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { listLineItemMoves, listOrderMoves } from '#features/orders/list-moves.ts'
import { listEvents, listOrderEvents } from '#features/orders/list-order-events.ts'
import { listOrders } from '#features/orders/list-orders.ts'
import { moveLineItem } from '#features/orders/move-line-item.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { placeOrder } from '#features/orders/place-order.ts'
import { setPayment } from '#features/orders/set-payment.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import type { Operation } from '#platform/operation.ts'
import type { PersonOperation } from '#platform/person-operation.ts'

/** Everything people can ask of an organization, one line each. */
export const operations: Operation[] = [
  // api keys
  createApiKey, listApiKeys, revokeApiKey,
  // events
  listEvents,
  // orders
  placeOrder, listOrders, countOrders, getOrder, updateOrder, duplicateOrder,
  listOrderMoves, moveOrder, listOrderEvents, archiveOrder, restoreOrder, assignOrder, setPayment,
  // line items
  addLine, changeLine, removeLine, assignLine, listLineItemMoves, moveLineItem,
]

/** Everything a person can ask before, or beside, any organization. */
export const personOperations: PersonOperation[] = [
  readSession,
]
