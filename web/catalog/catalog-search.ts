import { productKinds, type ProductKind } from '#domain/catalog/product-kind.ts'
import { isId } from '#domain/kernel/written.ts'
import { oneOf, withoutEmpty, word } from '../read-search.ts'

/** What the address says about the catalog. */
export type CatalogSearch = { q?: string; category?: string; kind?: ProductKind; active?: 'yes' | 'no' }

export function readCatalogSearch({ q, category, kind, active }: Record<string, unknown>): CatalogSearch {
  return withoutEmpty({
    q: word(q, 200),
    category: isId(category) ? category : undefined,
    kind: oneOf(kind, productKinds),
    active: oneOf(active, ['yes', 'no']),
  })
}
