import { sql, type RawBuilder } from 'kysely'
import * as contract from '#domain/catalog/contract.ts'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { containsWords } from '#platform/search-words.ts'
import { searchedByName, type After } from '#platform/searched-by-name.ts'
import { shownColumns } from './product-rows.ts'

/** What can be ordered, by name; searched by parts of names and SKUs, and by what resembles them where nothing fits exactly. */
export const listProducts = operation(contract.listProducts, (scope, asked) => searchedByName(scope, {
  name: contract.listProducts.name, asked, searched, fitting: (search) => containsWords(searched, search), read: (matches, after) => selectPage(scope, asked, matches, after),
}))

const searched = sql`p.search_text`

async function selectPage(scope: Scope, asked: InputOf<typeof contract.listProducts>, matches: RawBuilder<boolean>, after: After): Promise<(ShownProduct & { sortName: string })[]> {
  const conditions = [sql`p.organization_id = ${scope.organizationId}`, matches]
  if (asked.categoryId !== undefined) conditions.push(sql`p.category_id = ${asked.categoryId}`)
  if (asked.kind !== undefined) conditions.push(sql`p.kind = ANY(${asked.kind}::text[])`)
  if (asked.active !== undefined) conditions.push(sql`p.active = ${asked.active}`)
  if (after) conditions.push(sql`(lower(p.name), p.id) > (${after.name}, ${after.id}::uuid)`)
  const { rows } = await sql<ShownProduct & { sortName: string }>`SELECT ${shownColumns}, lower(p.name) AS "sortName" FROM product p
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY lower(p.name), p.id LIMIT ${asked.limit + 1}`.execute(scope.db)
  return rows
}
