import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'

/** What a column of a file can be. One line of the file is one line item; rows with the same order number are one order. */
export const importTargets = [
  'order_number', 'placed_at', 'due_at', 'customer_name', 'customer_first_name', 'customer_last_name', 'customer_email', 'customer_phone', 'customer_reference',
  'line_name', 'line_sku', 'line_quantity', 'line_unit_price', 'line_total', 'line_discount_fraction', 'order_total', 'order_discount', 'order_shipping', 'order_tax',
  'payment_status', 'payment_method', 'fulfilment_method', 'currency', 'address_line1', 'address_line2', 'address_city', 'address_region', 'address_postal_code', 'address_country', 'notes', 'tags', 'cancelled_at',
] as const
export type ImportTarget = (typeof importTargets)[number]

export const importMapping = z.strictObject({
  orderType: s.key,
  columns: z.record(z.enum(importTargets), s.line(200)).or(z.partialRecord(z.enum(importTargets), s.line(200))),
  dateFormat: z.enum(['iso', 'mdy', 'dmy']),
  decimal: z.enum(['.', ',']),
  currency: s.currency,
  /** Imported orders start at this step of their process; the first one where it is left out. */
  step: s.key.optional(),
  paymentStatus: z.string().max(40).optional(),
})
export type ImportMapping = z.infer<typeof importMapping>

export const rowProblem = z.object({ row: z.int(), column: z.string().nullable(), message: z.string() })
export const shownImport = z.object({
  id: s.id, fileName: z.string(), state: z.enum(['uploaded', 'running', 'finished', 'failed']), source: z.string(), columns: z.array(z.string()), mapping: importMapping.nullable(),
  rows: z.int(), orders: z.int(), imported: z.int(), failed: z.int(), duplicates: z.int(), problems: z.array(rowProblem),
  /** Why it stopped, where it did. */
  failedBecause: z.string().nullable(), createdAt: s.instant, finishedAt: s.instant.nullable(),
})
export type ShownImport = z.infer<typeof shownImport>

const exampleMapping = { orderType: 'product-order', columns: { order_number: 'Order ID', placed_at: 'Order Date', customer_name: 'Customer Name', line_name: 'Product Name', line_quantity: 'Quantity', line_total: 'Sales' }, dateFormat: 'mdy', decimal: '.', currency: 'USD' }

export const listImports = contract({
  name: 'import.list', method: 'GET', path: '/imports', permission: 'order.import',
  summary: 'Imports, newest first',
  input: z.strictObject({ ...s.paging }), output: s.pageOf(shownImport),
})
export const getImport = contract({
  name: 'import.get', method: 'GET', path: '/imports/{id}', permission: 'order.import',
  summary: 'An import and how far it is',
  input: z.strictObject({ id: s.id }), output: shownImport,
})
export const previewImport = contract({
  name: 'import.preview', method: 'POST', path: '/imports/{id}/preview', permission: 'order.import', summary: 'The first orders as they would be, and every problem with its row',
  input: z.strictObject({ id: s.id, mapping: importMapping }),
  output: z.object({ rows: z.int(), orders: z.int(), problems: z.array(rowProblem), problemCount: z.int(), sample: z.array(z.object({ number: z.string(), placedAt: z.string(), customer: z.string(), lines: z.int(), total: s.money })) }),
  example: { mapping: exampleMapping },
})
export const startImport = contract({
  name: 'import.start', method: 'POST', path: '/imports/{id}/start', permission: 'order.import', status: 202,
  summary: 'Import in the background, or go on with an import that stopped; rows with problems are left out and listed',
  input: z.strictObject({ id: s.id, mapping: importMapping }), output: shownImport,
  example: { mapping: exampleMapping },
})
