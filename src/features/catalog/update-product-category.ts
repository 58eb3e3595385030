import * as contract from '#domain/catalog/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getProductCategoryRow, saveProductCategory } from './product-category-rows.ts'

/** Renames or moves a category; its products stay in it. */
export const updateProductCategory = operation(contract.updateProductCategory, async (scope, { id, name, position }) => {
  const before = await getProductCategoryRow(scope, id)
  const after = { ...before, name: name ?? before.name, position: position ?? before.position }
  if (after.name === before.name && after.position === before.position) return before
  await saveProductCategory(scope, after)
  record(scope, 'product_category.changed', { categoryId: id, name: after.name })
  return after
})
