import * as contract from '#domain/catalog/contract.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { deleteProductCategory, getProductCategoryRow, readSomeIn } from './product-category-rows.ts'

const NAMED = 3

/** Deletes a category that nothing is in; while something is, it says what, so that one knows what to move first. */
export const removeProductCategory = operation(contract.removeProductCategory, async (scope, { id }) => {
  const { name, productCount } = await getProductCategoryRow(scope, id)
  if (productCount > 0) {
    const named = await readSomeIn(scope, id, NAMED)
    const more = productCount > named.length ? ` and ${productCount - named.length} more` : ''
    refuse('in-use', `In “${name}” ${productCount === 1 ? 'is' : 'are'} still ${named.join(', ')}${more}. Put ${productCount === 1 ? 'it' : 'them'} into another category first.`, { extra: { productCount } })
  }
  await deleteProductCategory(scope, id)
  record(scope, 'product_category.removed', { categoryId: id, name })
  return {}
})
