import type { Money } from '#domain/kernel/money.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import type { Estimate, Remembered } from './run-client.ts'

/** What an item is called on the screen. */
export function titleOf(item: ItemEntry, known: ReadonlyMap<string, Remembered>): string {
  return item.name ?? known.get(item.sku ?? item.productId ?? '')?.title ?? item.sku ?? 'Item'
}

/** How many of an item there will be, and what one costs, where the wizard of the item works that out; undefined where it does not, or nobody knows yet. */
export function workedOut(item: ItemEntry, estimate: Estimate): { quantity?: number; unitPrice?: Money } {
  const worked = estimate?.worked.find(({ id }) => id === item.id)
  return { ...(worked?.quantity == null ? {} : { quantity: worked.quantity }), ...(worked?.unitPrice == null ? {} : { unitPrice: worked.unitPrice }) }
}
