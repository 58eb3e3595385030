import { sql, type RawBuilder } from 'kysely'
import { isAmong } from '#domain/wizards/line-wizard-of.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { containsWords } from '#platform/search-words.ts'
import type { Scope } from '#platform/scope.ts'
import { finderIn, namedIn, type Wanted } from './by-sku-or-product.ts'

/** Something of the catalog as a question about items offers it; the price in minor units of `currency`. */
export type Offered = {
  productId: string; sku: string; name: string; description: string; category: string | null; unit: string | null
  price: number; currency: string; taxRate: number; available: number | null
}
export type OfferedRow = Offered & { sortName: string; position: number; variantId: string }

const columns = sql`p.id AS "productId", v.sku, concat_ws(' – ', p.name, v.name) AS name, p.description, g.name AS category, p.unit, v.price, v.currency,
  p.tax_rate AS "taxRate", CASE WHEN v.tracks_stock THEN v.on_hand - v.reserved END AS available`
const source = sql`variant v JOIN product p ON p.organization_id = v.organization_id AND p.id = v.product_id
  LEFT JOIN product_category g ON g.organization_id = p.organization_id AND g.id = p.category_id`

/** By what entries name it; whatever cannot be ordered (any more) is not there. */
export async function findOffered(scope: Scope, entries: Wanted[]): Promise<(entry: Wanted) => Offered | undefined> {
  const { skus, productIds } = namedIn(entries)
  if (skus.length === 0 && productIds.length === 0) return () => undefined
  const { rows } = await sql<Offered>`SELECT ${columns} FROM ${source}
    WHERE v.organization_id = ${scope.organizationId} AND v.active AND p.active AND (v.sku = ANY(${skus}::text[]) OR v.product_id = ANY(${productIds}::uuid[]))
    ORDER BY v.position, v.id`.execute(scope.db)
  return finderIn(rows)
}

/** A page of what a question offers, by name. */
export async function listOffered(
  scope: Scope, question: Question, asked: { q?: string | undefined; category?: string | undefined; limit: number }, after: readonly [string, number, string] | undefined,
): Promise<OfferedRow[]> {
  const conditions: RawBuilder<unknown>[] = [sql`v.organization_id = ${scope.organizationId} AND v.active AND p.active`, containsWords(sql`p.search_text`, asked.q?.trim() ?? '')]
  if (question.products) conditions.push(sql`p.id = ANY(${question.products}::uuid[])`)
  if (question.categories) conditions.push(sql`lower(g.name) = ANY(${question.categories.map((name) => name.toLowerCase())}::text[])`)
  if (asked.category !== undefined) conditions.push(sql`lower(g.name) = ${asked.category.toLowerCase()}`)
  if (after) conditions.push(sql`(lower(p.name), v.position, v.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`)
  const { rows } = await sql<OfferedRow>`SELECT ${columns}, lower(p.name) AS "sortName", v.position, v.id AS "variantId" FROM ${source}
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY lower(p.name), v.position, v.id LIMIT ${asked.limit + 1}`.execute(scope.db)
  return rows
}

/** Whether a question about items offers it. */
export function offers({ products, categories }: Question, { productId, category }: Offered): boolean {
  return (!products || products.includes(productId)) && (!categories || isAmong(categories, category))
}
