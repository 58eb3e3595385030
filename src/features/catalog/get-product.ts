import * as contract from '#domain/catalog/contract.ts'
import { operation } from '#platform/operation.ts'
import { getProductRow } from './product-rows.ts'

/** Reads one product with the variants that can be ordered. */
export const getProduct = operation(contract.getProduct, (scope, { id }) => getProductRow(scope, id))
