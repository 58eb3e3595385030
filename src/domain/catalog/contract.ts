import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { checklistTemplate } from '../workflows/schema.ts'
import { productKinds } from './product-kind.ts'

const variantInput = z.strictObject({
  id: s.id.optional(), sku: s.line(100), name: s.line(100).nullable().optional(), price: s.price,
  stock: z.strictObject({ tracked: z.boolean(), onHand: z.number().min(0).max(1e9).optional() }).optional(),
})
const packageLine = z.strictObject({ sku: s.line(100), quantity: s.quantity.default(1) })
const productFields = {
  name: s.line(200), kind: z.enum(productKinds), categoryId: s.id.nullable().optional(), description: s.text(5000).optional(),
  unit: s.line(30).nullable().optional(), durationMinutes: z.int().min(1).max(100_000).nullable().optional(),
  taxRate: s.percentage.optional(), shippable: z.boolean().optional(), active: z.boolean().optional(),
  /** At least one; a product without choices has exactly one. */
  variants: z.array(variantInput).min(1).max(100),
  /** A package's own lines, by SKU. */
  packageLines: z.array(packageLine).max(50).optional(),
  noteTemplate: s.text(2000).optional(),
  /** Put on every line item of it; changing them changes no line that has them already. */
  checklists: z.array(checklistTemplate).max(20).optional(),
}

export const shownVariant = z.object({
  id: s.id, sku: z.string(), name: z.string().nullable(), price: s.money,
  stock: z.object({ tracked: z.boolean(), onHand: z.number(), reserved: z.number(), available: z.number() }),
})
export const shownProduct = z.object({
  id: s.id, version: z.int(), name: z.string(), kind: z.enum(productKinds), category: z.object({ id: s.id, name: z.string() }).nullable(),
  description: z.string(), unit: z.string().nullable(), durationMinutes: z.int().nullable(), taxRate: z.number(), shippable: z.boolean(), active: z.boolean(),
  variants: z.array(shownVariant), packageLines: z.array(z.object({ sku: z.string(), quantity: z.number() })), noteTemplate: z.string(), checklists: z.array(checklistTemplate), updatedAt: s.instant,
})
export type ShownProduct = z.infer<typeof shownProduct>
export const shownProductCategory = z.object({ id: s.id, name: z.string(), position: z.int(), productCount: z.int() })

export const listProducts = contract({
  name: 'product.list', method: 'GET', path: '/products', permission: 'catalog.read',
  summary: 'List and search what can be ordered',
  input: z.strictObject({ q: z.string().max(200).optional(), categoryId: s.id.optional(), kind: s.listOf(z.enum(productKinds)).optional(), active: s.flag.optional(), ...s.paging }), output: s.pageOf(shownProduct),
})
export const getProduct = contract({
  name: 'product.get', method: 'GET', path: '/products/{id}', permission: 'catalog.read',
  summary: 'Read one product',
  input: z.strictObject({ id: s.id }), output: shownProduct,
})
export const createProduct = contract({
  name: 'product.create', method: 'POST', path: '/products', status: 201, permission: 'catalog.update', summary: 'Add a product, service, package or add-on',
  input: z.strictObject({ id: s.id.optional(), ...productFields }), output: shownProduct,
  example: { name: 'Leather tote', kind: 'product', taxRate: 8.25, shippable: true, variants: [{ sku: 'TOTE-1', price: { amount: 12000, currency: 'USD' }, stock: { tracked: true, onHand: 12 } }] },
})
export const updateProduct = contract({
  name: 'product.update', method: 'PATCH', path: '/products/{id}', permission: 'catalog.update', needs: ['version'], summary: 'Change a product; orders already placed keep what they were placed with',
  input: z.strictObject({ id: s.id, ...productFields }).partial().required({ id: true }), output: shownProduct,
})
export const adjustStock = contract({
  name: 'stock.adjust', method: 'POST', path: '/variants/{id}/stock-adjustments', permission: 'catalog.update', needs: ['idempotency'], summary: 'Add to or take from what is on hand',
  input: z.strictObject({ id: s.id, change: z.number().min(-1e9).max(1e9), reason: s.line(200) }), output: shownProduct,
})
export const listProductCategories = contract({
  name: 'product_category.list', method: 'GET', path: '/product-categories', permission: 'catalog.read',
  summary: 'List product categories',
  input: z.strictObject({}), output: z.object({ items: z.array(shownProductCategory) }),
})
export const createProductCategory = contract({
  name: 'product_category.create', method: 'POST', path: '/product-categories', status: 201, permission: 'catalog.update',
  summary: 'Add a product category',
  input: z.strictObject({ id: s.id.optional(), name: s.line(100), position: z.int().min(0).max(10_000).optional() }), output: shownProductCategory,
  example: { name: 'Bags' },
})
export const updateProductCategory = contract({
  name: 'product_category.update', method: 'PATCH', path: '/product-categories/{id}', permission: 'catalog.update',
  summary: 'Rename or move a product category',
  input: z.strictObject({ id: s.id, name: s.line(100).optional(), position: z.int().min(0).max(10_000).optional() }), output: shownProductCategory,
})
export const removeProductCategory = contract({
  name: 'product_category.remove', method: 'DELETE', path: '/product-categories/{id}', status: 204, permission: 'catalog.update',
  summary: 'Delete a product category that nothing is in',
  input: z.strictObject({ id: s.id }), output: z.object({}),
})
