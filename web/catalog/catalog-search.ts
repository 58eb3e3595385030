import type { ProductKind } from '#domain/catalog/contract.ts'

/** What the address says about the catalog. */
export type CatalogSearch = { q?: string; category?: string; kind?: ProductKind; active?: 'yes' | 'no' }

const kinds = ['product', 'service', 'package', 'add_on'] as const satisfies ProductKind[]

export function readCatalogSearch({ q, category, kind, active }: Record<string, unknown>): CatalogSearch {
  const known = kinds.find((one) => one === kind)
  return {
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 200) } : {}),
    ...(typeof category === 'string' && /^[0-9a-f-]{36}$/.test(category) ? { category } : {}),
    ...(known ? { kind: known } : {}),
    ...(active === 'yes' || active === 'no' ? { active } : {}),
  }
}
