import { sql } from 'kysely'
import type { Variant } from '#domain/catalog/product.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

/**
 * Makes these the variants of the product. A SKU that another product has is refused, naming the field; the unique key
 * decides between two who ask at once. What is reserved is the orders' to change and is left alone.
 */
export async function saveVariants(scope: Scope, productId: string, variants: Variant[]): Promise<void> {
  await refuseTaken(scope, productId, variants)
  const rows = JSON.stringify(variants.map((variant, position) => ({ ...variant, position })))
  const columns = sql`AS r(id uuid, sku text, name text, position int, price bigint, currency char(3), active boolean, "tracksStock" boolean, "onHand" numeric)`
  await sql`UPDATE variant v SET sku = r.sku, name = r.name, position = r.position, price = r.price, currency = r.currency, active = r.active,
      tracks_stock = r."tracksStock", on_hand = r."onHand"
    FROM jsonb_to_recordset(${rows}::jsonb) ${columns}
    WHERE v.organization_id = ${scope.organizationId} AND v.product_id = ${productId} AND v.id = r.id`.execute(scope.db)
  await sql`INSERT INTO variant (organization_id, id, product_id, sku, name, position, price, currency, active, tracks_stock, on_hand)
    SELECT ${scope.organizationId}, r.id, ${productId}, r.sku, r.name, r.position, r.price, r.currency, r.active, r."tracksStock", r."onHand"
    FROM jsonb_to_recordset(${rows}::jsonb) ${columns} ORDER BY r.sku
    ON CONFLICT DO NOTHING`.execute(scope.db)
  const { rows: saved } = await sql<{ id: string }>`SELECT id FROM variant WHERE organization_id = ${scope.organizationId} AND product_id = ${productId}`.execute(scope.db)
  if (saved.length < variants.length) await refuseTaken(scope, productId, variants)
}

async function refuseTaken(scope: Scope, productId: string, variants: Variant[]): Promise<void> {
  const { rows } = await sql<{ id: string; sku: string; productId: string; name: string }>`
    SELECT v.id, v.sku, p.id AS "productId", p.name FROM variant v JOIN product p ON p.organization_id = v.organization_id AND p.id = v.product_id
    WHERE v.organization_id = ${scope.organizationId} AND v.product_id <> ${productId}
      AND (v.sku = ANY(${variants.map(({ sku }) => sku)}::text[]) OR v.id = ANY(${variants.map(({ id }) => id)}::uuid[]))`.execute(scope.db)
  for (const [i, variant] of variants.entries()) {
    const bySku = rows.find(({ sku }) => sku === variant.sku)
    const owner = bySku ?? rows.find(({ id }) => id === variant.id)
    if (!owner) continue
    const message = bySku ? `${owner.name} has the SKU “${variant.sku}” already.` : `${owner.name} has a variant with this id already.`
    refuse('duplicate', message, { errors: [{ pointer: `/variants/${i}/${bySku ? 'sku' : 'id'}`, code: 'duplicate', message }], extra: { productId: owner.productId } })
  }
}
