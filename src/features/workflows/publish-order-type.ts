import { newId } from '#domain/kernel/id.ts'
import { refuseErrors } from '#domain/kernel/refusal.ts'
import { isSame } from '#domain/kernel/same.ts'
import { errorsOfCollidingNumbers } from '#domain/orders/order-number.ts'
import { publishOrderType as contract } from '#domain/workflows/contract.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { errorsOfOrderTypeSuccession } from '#domain/workflows/succession.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { freezeOrderTypes } from './freeze-order-types.ts'
import { shownOrderTypeOf } from './list-order-types.ts'
import { lockProcess } from './lock-process.ts'
import { readOrderTypes, type OrderTypeRow } from './order-type-rows.ts'
import { readWorkflows } from './workflow-rows.ts'

export const publishOrderType = operation(contract, async (scope, orderType) => {
  await lockProcess(scope)
  return shownOrderTypeOf(await putOrderTypeInForce(scope, orderType))
})

/** The order type as its next version, with a process of its own; refuses what cannot work. Whoever calls this holds the lock. */
export async function putOrderTypeInForce(scope: Scope, orderType: OrderType): Promise<OrderTypeRow> {
  const orderTypes = await readOrderTypes(scope)
  const before = orderTypes.find((row) => row.orderType.key === orderType.key)
  const workflows = (await readWorkflows(scope)).map(({ workflow: { key, name }, isRetired }) => ({ key, name, isRetired }))
  refuseErrors([
    ...errorsOfOrderTypeSuccession(orderType, before?.orderType, workflows),
    ...errorsOfCollidingNumbers(orderType, orderTypes.map((row) => row.orderType)),
  ])
  const published = nextOrderType(scope, orderType, before, orderTypes.length + 1)
  if (published === before) return before
  const [frozen = published] = await freezeOrderTypes(scope, [published])
  return frozen
}

/** The order type's next version, if it differs from the last one. It is saved when it is frozen. */
export function nextOrderType(scope: Scope, orderType: OrderType, before: OrderTypeRow | undefined, position: number): OrderTypeRow {
  if (before && isSame(before.orderType, orderType)) return before
  const next = { id: before?.id ?? newId(), version: (before?.version ?? 0) + 1, publishedAt: scope.now, position: before?.position ?? position, processId: before?.processId ?? '', isRetired: before?.isRetired ?? false, orderType }
  record(scope, 'order_type.published', { orderTypeId: next.id, key: orderType.key, version: next.version })
  return next
}
