import { listDesignedOrderTypes as contract } from '#domain/workflows/design-contract.ts'
import { operation } from '#platform/operation.ts'
import { readDesignedOrderTypes } from './designed-order-types.ts'

export const listDesignedOrderTypes = operation(contract, async (scope) => ({ items: await readDesignedOrderTypes(scope) }))
