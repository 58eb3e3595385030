import { sql } from 'kysely'
import * as contract from '#domain/catalog/contract.ts'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { containsWords, resembles } from '#platform/search-words.ts'
import { shownColumns } from './product-rows.ts'

/** What can be ordered, by name; searched by parts of names and SKUs, and by what resembles them where nothing fits exactly. */
export const listProducts = operation(contract.listProducts, async (scope, asked) => {
  const { after: [mode, ...after] = [], pageOf } = pagesOf(scope, contract.listProducts.name, asked, ['text', 'text', 'uuid'])
  const search = asked.q?.trim() ?? ''
  const isExact = mode !== 'similar'
  const shown = (rows: Row[], how: 'exact' | 'similar') => {
    const { items, nextCursor } = pageOf(rows, (row) => [how, row.sortName, row.id])
    return { items: items.map(withoutSortName), nextCursor }
  }
  const rows = await selectPage(scope, asked, after, isExact ? containsWords(searched, search) : await resembles(scope, searched, search))
  if (rows.length > 0 || search === '' || mode !== undefined) return shown(rows, isExact ? 'exact' : 'similar')
  return shown(await selectPage(scope, asked, after, await resembles(scope, searched, search)), 'similar')
})

const searched = sql`p.search_text`
type Row = ShownProduct & { sortName: string }

async function selectPage(scope: Scope, asked: InputOf<typeof contract.listProducts>, [name, id]: string[], matches: ReturnType<typeof containsWords>): Promise<Row[]> {
  const conditions = [sql`p.organization_id = ${scope.organizationId}`, matches]
  if (asked.categoryId !== undefined) conditions.push(sql`p.category_id = ${asked.categoryId}`)
  if (asked.kind !== undefined) conditions.push(sql`p.kind = ANY(${asked.kind}::text[])`)
  if (asked.active !== undefined) conditions.push(sql`p.active = ${asked.active}`)
  if (name !== undefined) conditions.push(sql`(lower(p.name), p.id) > (${name}, ${id}::uuid)`)
  const { rows } = await sql<Row>`SELECT ${shownColumns}, lower(p.name) AS "sortName" FROM product p
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY lower(p.name), p.id LIMIT ${asked.limit + 1}`.execute(scope.db)
  return rows
}

function withoutSortName(row: Row): ShownProduct {
  const { sortName: _sortName, ...shown } = row
  return shown
}
