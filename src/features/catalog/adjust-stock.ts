import { sql } from 'kysely'
import * as contract from '#domain/catalog/contract.ts'
import { isThousandths } from '#domain/kernel/thousandths.ts'
import { refuse, refuseField, refuseUnknown } from '#domain/kernel/refusal.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getProductRow } from './product-rows.ts'

/** Adds to or takes from what is on hand, never below what is promised to orders. The row decides, whoever else is at it. */
export const adjustStock = operation(contract.adjustStock, async (scope, { id, change, reason }) => {
  if (!isThousandths(change)) refuseField('/change', 'too_precise', 'Stock is kept to three decimals.')
  const { rows } = await sql<{ productId: string; sku: string; tracked: boolean; available: number }>`
    SELECT product_id AS "productId", sku, tracks_stock AS tracked, on_hand - reserved AS available
    FROM variant WHERE organization_id = ${scope.organizationId} AND id = ${id} FOR NO KEY UPDATE`.execute(scope.db)
  const variant = rows[0] ?? refuseUnknown('variant')
  if (!variant.tracked) refuseField('/id', 'not_tracked', `The stock of “${variant.sku}” is not tracked.`)
  if (variant.available + change < 0) {
    refuse('insufficient-stock', `Only ${variant.available} of “${variant.sku}” are not promised to orders.`, { extra: { sku: variant.sku, available: variant.available } })
  }
  await sql`UPDATE variant SET on_hand = on_hand + ${change} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  record(scope, 'stock.adjusted', { variantId: id, sku: variant.sku, change, reason })
  return getProductRow(scope, variant.productId)
})
