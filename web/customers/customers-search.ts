import { withoutEmpty, word, words } from '../read-search.ts'

/** What the address says about the customer list. */
export type CustomersSearch = { q?: string; tag?: string[] }

export function readCustomersSearch({ q, tag }: Record<string, unknown>): CustomersSearch {
  return withoutEmpty({ q: word(q, 200), tag: words(tag) })
}
