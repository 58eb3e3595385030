import { sql } from 'kysely'
import * as contract from '#domain/customers/contract.ts'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { digitsOf } from '#domain/customers/contact-point.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { contains, containsWords, resembles } from '#platform/search-words.ts'
import { shownColumns } from './customer-rows.ts'
import { normalizePhone } from './normalize-phone.ts'

/** Customers by name; searched by parts of a name, email or phone in any form, and by what resembles it where nobody fits exactly. */
export const listCustomers = operation(contract.listCustomers, async (scope, asked) => {
  const { q = '', tag = [], limit } = asked
  const { after: [mode, name, id] = [], pageOf } = pagesOf(scope, contract.listCustomers.name, asked, ['text', 'text', 'uuid'])
  const search = q.trim()
  const isExact = mode !== 'similar'
  const page = (condition = sql<boolean>`true`) => selectPage(scope, { condition, tag, name, id, limit })
  const shown = (rows: Row[], how: 'exact' | 'similar') => {
    const { items, nextCursor } = pageOf(rows, (row) => [how, row.sortName, row.id])
    return { items: items.map(withoutSortName), nextCursor }
  }
  const rows = search === '' ? await page() : await page(isExact ? await fits(scope, search) : await resembles(scope, searched, search))
  if (rows.length > 0 || search === '' || mode !== undefined) return shown(rows, isExact ? 'exact' : 'similar')
  return shown(await page(await resembles(scope, searched, search)), 'similar')
})

const searched = sql`c.search_text`
type Row = ShownCustomer & { sortName: string }

async function selectPage(scope: Scope, { condition, tag, name, id, limit }: { condition: ReturnType<typeof contains>; tag: string[]; name: string | undefined; id: string | undefined; limit: number }): Promise<Row[]> {
  const after = name === undefined ? sql`` : sql`AND (lower(c.name), c.id) > (${name}, ${id}::uuid)`
  const tagged = tag.length === 0 ? sql`` : sql`AND c.tags && ${tag}::text[]`
  const { rows } = await sql<Row>`SELECT ${shownColumns}, lower(c.name) AS "sortName" FROM customer c
    WHERE c.organization_id = ${scope.organizationId} AND c.merged_into IS NULL AND ${condition} ${tagged} ${after}
    ORDER BY lower(c.name), c.id LIMIT ${limit + 1}`.execute(scope.db)
  return rows
}

async function fits(scope: Scope, search: string): Promise<ReturnType<typeof contains>> {
  const digits = digitsOf(search)
  if (!/^[+]?[\d\s().\-/]+$/.test(search) || digits.length < 3) return containsWords(searched, search)
  const international = digitsOf(normalizePhone(search, (await organizationSettings(scope)).country))
  return sql<boolean>`(${contains(searched, digits)} OR ${contains(searched, international)})`
}

function withoutSortName(row: Row): ShownCustomer {
  const { sortName: _sortName, ...shown } = row
  return shown
}
