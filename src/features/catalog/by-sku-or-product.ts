/** How something of the catalog is named: by its SKU, by its product, or by both, which then must go together. */
export type Wanted = { sku?: string | undefined; productId?: string | undefined }

/** What has to be looked up for these: every SKU, and every product that is named alone. */
export function namedIn(wanted: Wanted[]): { skus: string[]; productIds: string[] } {
  return {
    skus: [...new Set(wanted.flatMap(({ sku }) => sku ?? []))],
    productIds: [...new Set(wanted.flatMap(({ sku, productId }) => (sku === undefined && productId !== undefined ? productId : [])))],
  }
}

/** Finds each among the variants that were looked up, which come in their order: a product without a SKU means its first variant. */
export function finderIn<R extends { sku: string; productId: string }>(variants: R[]): (wanted: Wanted) => R | undefined {
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]))
  const byProduct = new Map(variants.toReversed().map((variant) => [variant.productId, variant]))
  return ({ sku, productId }) => {
    if (sku === undefined) return productId === undefined ? undefined : byProduct.get(productId)
    const found = bySku.get(sku)
    return productId === undefined || found?.productId === productId ? found : undefined
  }
}
