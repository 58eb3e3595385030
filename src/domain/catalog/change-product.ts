import { given } from '../kernel/given.ts'
import { refuseField } from '../kernel/refusal.ts'
import type { PackageLine, Product, Variant } from './product.ts'

type GivenVariant = { id?: string | undefined; sku: string; name?: string | null | undefined; price: { amount: number; currency: string }; stock?: { tracked: boolean; onHand?: number | undefined } | undefined }
export type GivenProduct = { [K in Exclude<keyof Product, 'variants' | 'packageLines'>]?: Product[K] | undefined } & { variants?: GivenVariant[] | undefined; packageLines?: PackageLine[] | undefined }

/** The product with what was given put in place of what was; variants that are no longer given become inactive, last in the order. */
export function changeProduct(product: Product, { variants, ...changes }: GivenProduct, newId: () => string): Product {
  const changed = { ...product, ...given(changes) }
  return variants === undefined ? changed : { ...changed, variants: changeVariants(product.variants, variants, newId) }
}

function changeVariants(known: Variant[], wanted: GivenVariant[], newId: () => string): Variant[] {
  const kept = wanted.map((one, i) => changeVariant(known.find((variant) => (one.id === undefined ? variant.sku === one.sku : variant.id === one.id)), one, i, newId))
  const gone = known.filter(({ id }) => !kept.some((variant) => variant.id === id))
  return [...kept, ...gone.map((variant) => ({ ...variant, active: false }))]
}

function changeVariant(known: Variant | undefined, wanted: GivenVariant, index: number, newId: () => string): Variant {
  const { sku, name = known?.name ?? null, price } = wanted
  const tracksStock = wanted.stock?.tracked ?? known?.tracksStock ?? false
  const shared = { sku, name, price: price.amount, currency: price.currency, active: true, tracksStock }
  if (!known) return { ...shared, id: wanted.id ?? newId(), onHand: tracksStock ? (wanted.stock?.onHand ?? 0) : 0, reserved: 0 }
  return { ...shared, id: known.id, onHand: onHandOf(known, wanted, index), reserved: known.reserved }
}

// Orders take from stock while somebody edits the product, so a figure read earlier may not be written back over theirs.
// Only where counting begins is the count what the editor says.
function onHandOf(known: Variant, { stock }: GivenVariant, index: number): number {
  if (stock?.onHand === undefined || !stock.tracked || stock.onHand === known.onHand) return known.onHand
  if (known.tracksStock) refuseField(`/variants/${index}/stock/onHand`, 'use_adjustment', `There are ${known.onHand} on hand. Change that by a stock adjustment, with its reason.`)
  return stock.onHand
}
