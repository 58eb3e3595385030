import { listOrderTypes as contract } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { readOrderTypes, type OrderTypeRow } from './order-type-rows.ts'

export const listOrderTypes = operation(contract, async (scope) => ({ items: (await readOrderTypes(scope)).map(shownOrderTypeOf) }))

export function shownOrderTypeOf({ orderType, id, version, publishedAt, processId, isRetired }: OrderTypeRow) {
  return { ...orderType, id, version, publishedAt, processId, isRetired }
}
