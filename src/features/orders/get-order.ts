import * as contract from '#domain/orders/contract.ts'
import { operation } from '#platform/operation.ts'
import { getOrder as readOrder } from './order-rows.ts'
import { presentOrder } from './present-order.ts'

export const getOrder = operation(contract.getOrder, async (scope, { id }) => presentOrder(scope, await readOrder(scope, id)))
