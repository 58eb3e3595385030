import * as contract from '#domain/catalog/contract.ts'
import { changeProduct } from '#domain/catalog/change-product.ts'
import { newId } from '#domain/kernel/id.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { checkProduct } from './check-product.ts'
import { getProductRow, insertProduct } from './product-rows.ts'
import { saveVariants } from './variant-rows.ts'

/** Adds something that can be ordered. Without a tax rate it has the organization's; only goods are shipped unless said otherwise. */
export const createProduct = operation(contract.createProduct, async (scope, { id = newId(), ...given }) => {
  const { taxRate } = await organizationSettings(scope)
  const blank = {
    name: given.name, kind: given.kind, categoryId: null, description: '', unit: null, durationMinutes: null, taxRate, shippable: given.kind === 'product',
    active: true, packageLines: [], noteTemplate: '', checklists: [], variants: [],
  }
  const product = changeProduct(blank, given, newId)
  await checkProduct(scope, product)
  await insertProduct(scope, id, product)
  await saveVariants(scope, id, product.variants)
  record(scope, 'product.created', { productId: id, name: product.name })
  return getProductRow(scope, id)
})
