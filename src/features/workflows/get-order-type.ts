import { getOrderType as contract } from '#domain/workflows/design-contract.ts'
import { operation } from '#platform/operation.ts'
import { getDesignedOrderType } from './designed-order-types.ts'

export const getOrderType = operation(contract, (scope, { key }) => getDesignedOrderType(scope, key))
