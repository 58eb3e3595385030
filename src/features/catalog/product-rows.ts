import { sql } from 'kysely'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import { searchTextOf, type Product, type Variant } from '#domain/catalog/product.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

/** A product as it is shown, out of `product p`: with the variants that can be ordered. */
export const shownColumns = sql`p.id, p.version, p.name, p.kind, p.description, p.unit, p.duration_minutes AS "durationMinutes", p.tax_rate AS "taxRate", p.shippable,
  p.active, p.package_lines AS "packageLines", p.note_template AS "noteTemplate", p.checklists, p.updated_at AS "updatedAt",
  (SELECT jsonb_build_object('id', g.id, 'name', g.name) FROM product_category g WHERE g.organization_id = p.organization_id AND g.id = p.category_id) AS category,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'price', jsonb_build_object('amount', v.price, 'currency', v.currency),
      'stock', jsonb_build_object('tracked', v.tracks_stock, 'onHand', v.on_hand, 'reserved', v.reserved, 'available', v.on_hand - v.reserved)) ORDER BY v.position, v.id), '[]')
    FROM variant v WHERE v.organization_id = p.organization_id AND v.product_id = p.id AND v.active) AS variants`

export async function getProductRow(scope: Scope, id: string): Promise<ShownProduct> {
  const { rows } = await sql<ShownProduct>`SELECT ${shownColumns} FROM product p WHERE p.organization_id = ${scope.organizationId} AND p.id = ${id}`.execute(scope.db)
  return rows[0] ?? refuseUnknown('product')
}

/** The product with every variant it ever had, held until the commit: so that it is changed by one at a time, and not while an order takes from it. */
export async function lockProduct(scope: Scope, id: string): Promise<Product & { version: number }> {
  const products = await sql<Product & { version: number }>`
    SELECT version, name, kind, category_id AS "categoryId", description, unit, duration_minutes AS "durationMinutes", tax_rate AS "taxRate", shippable, active,
      package_lines AS "packageLines", note_template AS "noteTemplate", checklists
    FROM product WHERE organization_id = ${scope.organizationId} AND id = ${id} FOR NO KEY UPDATE`.execute(scope.db)
  const product = products.rows[0] ?? refuseUnknown('product')
  const variants = await sql<Variant>`
    WITH locked AS (SELECT * FROM variant WHERE organization_id = ${scope.organizationId} AND product_id = ${id} ORDER BY id FOR NO KEY UPDATE)
    SELECT id, sku, name, price, currency, active, tracks_stock AS "tracksStock", on_hand AS "onHand", reserved FROM locked ORDER BY position, id`.execute(scope.db)
  return { ...product, variants: variants.rows }
}

export async function insertProduct(scope: Scope, id: string, product: Product): Promise<void> {
  const inserted = await sql`INSERT INTO product (organization_id, id, name, kind, category_id, description, unit, duration_minutes, tax_rate, shippable, active,
      package_lines, note_template, checklists, search_text, created_at, updated_at)
    VALUES (${scope.organizationId}, ${id}, ${product.name}, ${product.kind}, ${product.categoryId}, ${product.description}, ${product.unit}, ${product.durationMinutes},
      ${product.taxRate}, ${product.shippable}, ${product.active}, ${JSON.stringify(product.packageLines)}::jsonb, ${product.noteTemplate}, ${JSON.stringify(product.checklists)}::jsonb, ${searchTextOf(product)},
      ${scope.now}, ${scope.now})
    ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
  if (inserted.rows.length > 0) return
  const message = 'There is a product with this id already.'
  refuse('duplicate', message, { errors: [{ pointer: '/id', code: 'duplicate', message }], extra: { productId: id } })
}

export async function saveProduct(scope: Scope, id: string, product: Product): Promise<void> {
  await sql`UPDATE product SET version = version + 1, name = ${product.name}, kind = ${product.kind}, category_id = ${product.categoryId},
      description = ${product.description}, unit = ${product.unit}, duration_minutes = ${product.durationMinutes}, tax_rate = ${product.taxRate},
      shippable = ${product.shippable}, active = ${product.active}, package_lines = ${JSON.stringify(product.packageLines)}::jsonb,
      note_template = ${product.noteTemplate}, checklists = ${JSON.stringify(product.checklists)}::jsonb, search_text = ${searchTextOf(product)}, updated_at = ${scope.now}
    WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}
