import { rulesOf } from '#domain/workflows/category.ts'
import type { ShownStatus } from '#domain/orders/contract.ts'

/** A status with what it means: "In progress (Service In Progress)"; said once where the two are one word. */
export function categoryAndStep({ category, name }: Pick<ShownStatus, 'category' | 'name'>): string {
  const meaning = rulesOf(category).name
  return meaning.toLowerCase() === name.toLowerCase() ? name : `${meaning} (${name})`
}
