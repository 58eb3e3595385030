import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'

/** The SKU by which each of these products is told from others: that of its first variant. */
export async function skusOfProducts({ db, organizationId }: Scope, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; sku: string }>`SELECT DISTINCT ON (product_id) product_id AS id, sku FROM variant
    WHERE organization_id = ${organizationId} AND product_id = ANY(${ids}::uuid[]) ORDER BY product_id, position, id`.execute(db)
  return new Map(rows.map(({ id, sku }) => [id, sku]))
}

/** The product behind each of these SKUs, as far as it is there. */
export async function productsOfSkus({ db, organizationId }: Scope, skus: string[]): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const { rows } = await sql<{ id: string; sku: string }>`SELECT product_id AS id, sku FROM variant WHERE organization_id = ${organizationId} AND sku = ANY(${skus}::text[])`.execute(db)
  return new Map(rows.map(({ id, sku }) => [sku, id]))
}
