import * as contract from '#domain/catalog/contract.ts'
import { changeProduct } from '#domain/catalog/change-product.ts'
import type { Product } from '#domain/catalog/product.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { isSame } from '#domain/kernel/same.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { refuseStale } from '#platform/scope.ts'
import { checkProduct, refuseBreakingPackages } from './check-product.ts'
import { getProductRow, lockProduct, saveProduct } from './product-rows.ts'
import { saveVariants } from './variant-rows.ts'

/** Changes what was given and leaves the rest; orders already placed keep what they were placed with. */
export const updateProduct = operation(contract.updateProduct, async (scope, { id, ...given }) => {
  const { version, ...before } = await lockProduct(scope, id)
  refuseStale(scope, version)
  const after = changeProduct(before, given, newId)
  const changed = (Object.keys(given) as (keyof typeof given)[]).filter((field) => !isSame(after[field], before[field]))
  if (changed.length === 0) return getProductRow(scope, id)
  await checkProduct(scope, after)
  refuseOversold(after)
  await refuseBreakingPackages(scope, id, before, after)
  await saveProduct(scope, id, after)
  await saveVariants(scope, id, after.variants)
  record(scope, 'product.updated', { productId: id, name: after.name, changed })
  return getProductRow(scope, id)
})

function refuseOversold({ variants }: Product): void {
  const short = variants.find(({ tracksStock, onHand, reserved }) => tracksStock && onHand < reserved)
  if (short) refuse('insufficient-stock', `${short.reserved} of “${short.sku}” are promised to orders, so at least as many must be on hand.`, { extra: { sku: short.sku } })
}
