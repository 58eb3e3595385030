import * as contract from '#domain/catalog/contract.ts'
import { operation } from '#platform/operation.ts'
import { listProductCategoryRows } from './product-category-rows.ts'

/** The categories in their order, each with how many products it holds. */
export const listProductCategories = operation(contract.listProductCategories, async (scope) => ({ items: await listProductCategoryRows(scope) }))
