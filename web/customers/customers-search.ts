/** What the address says about the customer list. */
export type CustomersSearch = { q?: string; tag?: string[] }

export function readCustomersSearch(search: Record<string, unknown>): CustomersSearch {
  const q = typeof search['q'] === 'string' ? search['q'].slice(0, 200) : ''
  const tags = [search['tag']].flat().filter((tag): tag is string => typeof tag === 'string' && tag !== '')
  return { ...(q ? { q } : {}), ...(tags.length > 0 ? { tag: tags } : {}) }
}
