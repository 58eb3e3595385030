import * as contract from '#domain/catalog/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getProductCategoryRow, insertProductCategory } from './product-category-rows.ts'

/** Adds a category; its name is its own. */
export const createProductCategory = operation(contract.createProductCategory, async (scope, { id = newId(), name, position }) => {
  await insertProductCategory(scope, { id, name, position })
  record(scope, 'product_category.changed', { categoryId: id, name })
  return getProductCategoryRow(scope, id)
})
