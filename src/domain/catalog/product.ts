import type { FieldError } from '../kernel/refusal.ts'
import { isThousandths } from '../kernel/thousandths.ts'
import type { ChecklistTemplate } from '../workflows/schema.ts'
import type { ProductKind } from './product-kind.ts'

/** A product as it is kept, with all its variants in their order. */
export type Product = {
  name: string
  kind: ProductKind
  categoryId: string | null
  description: string
  unit: string | null
  durationMinutes: number | null
  taxRate: number
  shippable: boolean
  active: boolean
  packageLines: PackageLine[]
  noteTemplate: string
  checklists: ChecklistTemplate[]
  variants: Variant[]
}
export type PackageLine = { sku: string; quantity: number }

/** One choice of a product. One that was taken away stays, inactive, for the orders that have it. */
export type Variant = {
  id: string
  sku: string
  name: string | null
  price: number
  currency: string
  active: boolean
  tracksStock: boolean
  onHand: number
  reserved: number
}

/** What is wrong with a product in itself, each with the field of the request it concerns; whether SKUs exist or are taken is for the catalog to say. */
export function problemsOf(product: Product): FieldError[] {
  const active = product.variants.filter((variant) => variant.active)
  const skus = active.map(({ sku }) => sku)
  const inPackage = product.packageLines.map(({ sku }) => sku)
  const problems: FieldError[] = []
  const find = (pointer: string, code: string, message: string) => problems.push({ pointer, code, message })

  for (const i of repeatsIn(skus)) find(`/variants/${i}/sku`, 'duplicate', `The SKU “${skus[i]}” is given twice.`)
  for (const i of repeatsIn(active.map(({ id }) => id))) find(`/variants/${i}/id`, 'duplicate', 'This variant is given twice.')
  for (const [i, { onHand }] of active.entries()) if (!isThousandths(onHand)) find(`/variants/${i}/stock/onHand`, 'too_precise', 'Stock is kept to three decimals.')

  if (product.kind === 'package' && inPackage.length === 0) find('/packageLines', 'required', 'A package brings at least one line.')
  if (product.kind !== 'package' && inPackage.length > 0) find('/packageLines', 'not_a_package', 'Only a package brings lines.')
  for (const i of repeatsIn(inPackage)) find(`/packageLines/${i}/sku`, 'duplicate', `The SKU “${inPackage[i]}” is in the package twice; raise its quantity instead.`)
  for (const [i, sku] of inPackage.entries()) if (skus.includes(sku)) find(`/packageLines/${i}/sku`, 'itself', 'A package cannot bring itself.')
  return problems
}

/** What search looks through, in lower case and bounded, because it is indexed. */
export function searchTextOf({ name, description, variants }: Product): string {
  return [name, ...variants.filter(({ active }) => active).flatMap((variant) => [variant.sku, variant.name]), description.slice(0, 500)].filter(Boolean).join(' ').toLowerCase().slice(0, 4000)
}

function repeatsIn(values: string[]): number[] {
  return values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []))
}
