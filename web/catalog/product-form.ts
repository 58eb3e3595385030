import type { ShownProduct } from '#domain/catalog/contract.ts'
import type { ProductKind } from '#domain/catalog/product-kind.ts'
import type { Asked } from '../ask.ts'

export type VariantForm = {
  id: string | null
  sku: string
  name: string
  price: number | null
  currency: string
  tracked: boolean
  /** What is on hand where counting begins now; later only a stock adjustment changes it. */
  onHand: number | null
}
export type ProductForm = {
  name: string
  kind: ProductKind
  categoryId: string | null
  description: string
  unit: string
  durationMinutes: number | null
  taxRate: number
  shippable: boolean
  active: boolean
  noteTemplate: string
  checklists: ShownProduct['checklists']
  variants: VariantForm[]
  packageLines: { sku: string; quantity: number }[]
}

/** The form as its parts show and change it. */
export type ProductEditing = {
  form: ProductForm
  errors: Record<string, string>
  change: (patch: Partial<ProductForm>) => void
  /** The product as it is kept; a new one is not yet. */
  product?: ShownProduct
}

export function emptyVariant(currency: string): VariantForm {
  return { id: null, sku: '', name: '', price: null, currency, tracked: false, onHand: null }
}

export function emptyProduct(currency: string, categoryId: string | null, taxRate: number): ProductForm {
  return {
    name: '', kind: 'product', categoryId, description: '', unit: '', durationMinutes: null, taxRate, shippable: true, active: true, noteTemplate: '', checklists: [],
    variants: [emptyVariant(currency)], packageLines: [],
  }
}

export function formOf(product: ShownProduct): ProductForm {
  const { name, kind, category, description, unit, durationMinutes, taxRate, shippable, active, noteTemplate, checklists, variants, packageLines } = product
  return {
    name, kind, categoryId: category?.id ?? null, description, unit: unit ?? '', durationMinutes, taxRate, shippable, active, noteTemplate, checklists, packageLines,
    variants: variants.map(({ id, sku, name: variantName, price, stock }) => ({ id, sku, name: variantName ?? '', price: price.amount, currency: price.currency, tracked: stock.tracked, onHand: null })),
  }
}

type Fields = Omit<Asked<'product.create'>, 'id'>

/** The named fields of a form as they are asked for. */
export function fieldsOf(form: ProductForm, names: (keyof ProductForm)[]): Partial<Fields> {
  const all: { [K in keyof ProductForm]: Fields[K] } = {
    ...form, name: form.name.trim(), unit: form.unit.trim() || null, packageLines: form.kind === 'package' ? form.packageLines : [],
    variants: form.variants.map(({ id, sku, name, price, currency, tracked, onHand }) => ({
      ...(id ? { id } : {}), sku: sku.trim(), name: name.trim() || null,
      // No price at all is refused by the server at its own field, which no number could be.
      price: { amount: price ?? (null as unknown as number), currency },
      stock: { tracked, ...(tracked && onHand !== null ? { onHand } : {}) },
    })),
  }
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}
