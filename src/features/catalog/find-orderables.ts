import { sql } from 'kysely'
import type { ChecklistTemplate } from '#domain/workflows/schema.ts'
import type { ProductKind } from '#domain/catalog/product-kind.ts'
import type { Scope } from '#platform/scope.ts'
import { finderIn, namedIn, type Wanted } from './by-sku-or-product.ts'

/** What an order needs to know of something in the catalog to take it in; amounts in minor units of `currency`. */
export type Orderable = {
  productId: string
  variantId: string
  kind: ProductKind
  name: string
  sku: string
  unit: string | null
  unitPrice: number
  currency: string
  taxRate: number
  shippable: boolean
  tracksStock: boolean
  noteTemplate: string
  checklists: ChecklistTemplate[]
  packageLines: { sku: string; quantity: number }[]
}

/**
 * What is wanted, in the order it is wanted, in one round trip; undefined where nothing by that SKU or product can be ordered
 * (any more). A product without a SKU means its first variant.
 */
export async function findOrderables(scope: Scope, wanted: Wanted[]): Promise<(Orderable | undefined)[]> {
  if (wanted.length === 0) return []
  const { skus, productIds } = namedIn(wanted)
  const { rows } = await sql<Orderable>`
    SELECT p.id AS "productId", v.id AS "variantId", p.kind, concat_ws(' – ', p.name, v.name) AS name, v.sku, p.unit, v.price AS "unitPrice", v.currency,
      p.tax_rate AS "taxRate", p.shippable, v.tracks_stock AS "tracksStock", p.note_template AS "noteTemplate", p.checklists, p.package_lines AS "packageLines"
    FROM variant v JOIN product p ON p.organization_id = v.organization_id AND p.id = v.product_id
    WHERE v.organization_id = ${scope.organizationId} AND v.active AND p.active
      AND (v.sku = ANY(${skus}::text[]) OR v.product_id = ANY(${productIds}::uuid[]))
    ORDER BY v.position, v.id`.execute(scope.db)
  return wanted.map(finderIn(rows))
}
