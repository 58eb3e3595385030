import type { ProductKind } from '#domain/catalog/product-kind.ts'

export const kindNames: Record<ProductKind, string> = { product: 'Product', service: 'Service', package: 'Package', add_on: 'Add-on' }

export const kindWords: Record<ProductKind, string> = {
  product: 'Something handed over or shipped; may be counted in stock.',
  service: 'Work that is done; may take a known time.',
  package: 'Brings its own lines, each at work for itself.',
  add_on: 'Something extra to go with another product or service.',
}

export const kindChoices = (Object.entries(kindNames) as [ProductKind, string][]).map(([value, label]) => ({ value, label }))
