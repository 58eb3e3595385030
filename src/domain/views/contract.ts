import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { categories } from '../workflows/category.ts'
import { statusColors } from '../workflows/status.ts'
import { orderSorts } from '../orders/order-sort.ts'
import { paymentStatuses } from '../orders/payment-status.ts'

/** What a tab or a group shows: facts that counters answer exactly, so every number on it is true. */
export const viewFilter = z.strictObject({
  category: z.array(z.enum(categories)).max(20).optional(),
  status: z.array(s.key).max(50).optional(),
  orderType: z.array(s.key).max(50).optional(),
  paymentStatus: z.array(z.enum(paymentStatuses)).max(20).optional(),
  scheduled: z.boolean().optional(),
  archived: z.union([z.boolean(), z.literal('any')]).optional(),
})
export type ViewFilter = z.infer<typeof viewFilter>

export const viewColumns = [
  'number', 'customer', 'items', 'services', 'total', 'status', 'payment', 'placed_at', 'actions', 'date', 'time', 'manager', 'team', 'due_at', 'order_type', 'channel', 'tags', 'address', 'updated_at',
] as const
export type ViewColumn = (typeof viewColumns)[number]

const place = z.int().min(0).max(1000)

const arrangement = z.strictObject({
  key: s.key,
  name: s.line(60),
  /** Where the menu puts it; views in one section stand together, in this order. */
  position: place.default(0),
  layout: z.enum(['table', 'grouped', 'cards']),
  /** "Status", or "Category (Step)". */
  statusDisplay: z.enum(['status', 'category_and_step']).default('status'),
  base: viewFilter.default({}),
  tabs: z.array(z.strictObject({ key: s.key, name: s.line(60), filter: viewFilter })).max(30).default([]),
  groups: z.array(z.strictObject({ key: s.key, name: s.line(60), color: z.enum(statusColors), filter: viewFilter })).max(30).default([]),
  columns: z.array(z.strictObject({ key: z.enum(viewColumns), name: s.line(40) })).max(30),
  sort: z.strictObject({ by: z.enum(orderSorts), direction: z.enum(['asc', 'desc']) }).default({ by: 'placed_at', direction: 'desc' }),
  sortChoices: z.array(z.enum(orderSorts)).max(10).default(['placed_at', 'total', 'due_at']),
  pageSizes: z.array(z.int().min(5).max(500)).min(1).max(10).default([25, 50, 100, 250, 500]),
})
const showsSomething = (shown: { layout: string; columns: unknown[] }) => shown.layout !== 'table' || shown.columns.length > 0
const nothingShown = { error: 'A table needs at least one column.', path: ['columns'], params: { code: 'required' } }

export const view = arrangement.refine(showsSomething, nothingShown)
export type View = z.infer<typeof view>

export const listViews = contract({
  name: 'view.list', method: 'GET', path: '/views', permission: 'view.read',
  summary: 'Stored views: the arrangements of the order list',
  input: z.strictObject({}), output: z.object({ items: z.array(view) }),
})
export const saveView = contract({
  name: 'view.save', method: 'PUT', path: '/views/{key}', permission: 'view.update',
  summary: 'Add or change a view',
  input: arrangement.extend({ position: place.optional() }).refine(showsSomething, nothingShown), output: view,
  example: { key: 'late-orders', name: 'Late orders', layout: 'table', base: { category: ['placed', 'confirmed'] }, columns: [{ key: 'number', name: 'Order #' }, { key: 'customer', name: 'Customer' }, { key: 'due_at', name: 'Due' }] },
})
export const removeView = contract({
  name: 'view.remove', method: 'DELETE', path: '/views/{key}', permission: 'view.update', status: 204,
  summary: 'Remove a view; the last one stays',
  input: z.strictObject({ key: s.key }), output: z.object({}),
})
