import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import type { Remembered } from './run-client.ts'

/** What an item is called on the screen. */
export function titleOf(item: ItemEntry, known: ReadonlyMap<string, Remembered>): string {
  return item.name ?? known.get(item.sku ?? item.productId ?? '')?.title ?? item.sku ?? 'Item'
}
