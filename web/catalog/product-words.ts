import { decimalOf } from '#domain/kernel/money.ts'
import { kindNames } from './kind-words.ts'
import type { ProductForm } from './product-form.ts'

export const fieldLabels: Record<keyof ProductForm, string> = {
  name: 'Name', kind: 'Kind', categoryId: 'Category', description: 'Description', unit: 'Unit', durationMinutes: 'Takes (minutes)', taxRate: 'Tax rate', shippable: 'Can be shipped',
  active: 'Offered', noteTemplate: 'Note template', checklists: 'Checklists', variants: 'Variants', packageLines: 'What the package brings',
}

/** A field of a product as one would say it. */
export function fieldInWords(form: ProductForm, field: keyof ProductForm, categoryName: (id: string) => string): string {
  if (field === 'kind') return kindNames[form.kind]
  if (field === 'categoryId') return form.categoryId ? categoryName(form.categoryId) : ''
  if (field === 'variants') return form.variants.map(({ sku, name, price, currency }) => `${sku} ${name} ${price === null ? '' : `${decimalOf({ amount: price, currency })} ${currency}`}`).join('\n')
  if (field === 'packageLines') return form.packageLines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join('\n')
  if (field === 'checklists') return form.checklists.map(({ name, items }) => `${name}: ${items.join(', ')}`).join('\n')
  const value = form[field]
  return value === null ? '' : typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value)
}
