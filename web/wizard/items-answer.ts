import { newId } from '#domain/kernel/id.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'

/** One more of an item: a new line, or one more on the line that has it and was not asked about. */
export function withOffered(items: ItemEntry[], sku: string): ItemEntry[] {
  const at = items.findIndex((item) => item.sku === sku && !item.answers)
  if (at < 0) return [...items, { id: newId(), sku, quantity: 1 }]
  return items.map((item, i) => (i === at ? { ...item, quantity: item.quantity + 1 } : item))
}

/** The item in its place, or at the end if it is new. */
export function withItem(items: ItemEntry[], item: ItemEntry): ItemEntry[] {
  return items.some(({ id }) => id === item.id) ? items.map((other) => (other.id === item.id ? item : other)) : [...items, item]
}

/** Another quantity; none takes the item away. */
export function withQuantity(items: ItemEntry[], index: number, quantity: number): ItemEntry[] {
  return items.flatMap((item, i) => (i !== index ? [item] : quantity > 0 ? [{ ...item, quantity }] : []))
}
