import type { Address, FieldValue } from '../kernel/schema.ts'
import { productKinds } from '../catalog/product-kind.ts'
import type { Checklist } from '../checklists/checklist.ts'
import type { KeptAnswer } from '../wizards/answer.ts'
import { progressOf, type Progress } from '../checklists/progress.ts'
import type { HeldFrom, Position, Route } from '../workflows/process.ts'
import type { Channel } from './channel.ts'
import type { PaymentStatus } from './payment-status.ts'
import { totalsOf, type LineTotals, type OrderTotals } from './totals.ts'

export const lineItemKinds = [...productKinds, 'ad_hoc'] as const
export type LineItemKind = (typeof lineItemKinds)[number]

/** As many line items as an order has at the most. */
export const MOST_LINES = 500

/** Whether the line's goods are promised to it, gone to the customer, or neither. */
export type StockState = 'none' | 'reserved' | 'sold'

/** One thing ordered. Name, SKU and price are a snapshot: a later change of the catalog never changes an order. */
export type LineItem = LineTotals & {
  id: string
  index: number
  kind: LineItemKind
  productId: string | null
  variantId: string | null
  parentId: string | null
  name: string
  sku: string | null
  unit: string | null
  quantity: number
  unitPrice: number
  lineDiscount: number
  taxRate: number
  shippable: boolean
  tracksStock: boolean
  stockState: StockState
  position: Position | null
  heldFrom: HeldFrom | null
  assignees: string[]
  fields: Record<string, FieldValue>
  answers: KeptAnswer[]
  checklists: Checklist[]
  notes: string
  escalated: boolean
}

export type CustomerSnapshot = { name: string; firstName: string | null; lastName: string | null; email: string | null; phone: string | null }

/** The order: one record with its line items, as the verbs load, change and save it. Amounts are minor units of `currency`. */
export type Order = OrderTotals & {
  id: string
  version: number
  number: string
  processId: string
  orderTypeId: string
  channel: Channel
  location: string | null
  externalReference: string | null
  customerId: string | null
  customer: CustomerSnapshot
  position: Position
  heldFrom: HeldFrom | null
  route: Route
  paymentStatus: PaymentStatus
  paymentMethod: string | null
  fulfilmentMethod: string | null
  managerId: string | null
  team: string[]
  dueAt: string | null
  scheduledAt: string | null
  shippingAddress: Address | null
  billingAddress: Address | null
  fields: Record<string, FieldValue>
  answers: KeptAnswer[]
  checklists: Checklist[]
  notes: string
  additionalNotes: string
  tags: string[]
  currency: string
  taxIncluded: boolean
  orderDiscount: number
  escalated: boolean
  cancelReason: string | null
  placedAt: string
  /** Whether its business was open when it was placed, by the hours of that day; null where that was not noted (imported, or older than the note). */
  placedWithinHours: boolean | null
  updatedAt: string
  stepEnteredAt: string
  timerAt: string | null
  archivedAt: string | null
  sourceKey: string | null
  eventSequence: number
  eventHash: string | null
  lines: LineItem[]
}

/** Line items that were not cancelled. */
export function standing({ lines }: Pick<Order, 'lines'>): LineItem[] {
  return lines.filter((line) => line.position?.category !== 'cancelled')
}

/** Every amount of the order and its lines, computed anew; the only place where they are set. Cancelled lines cost nothing. */
export function withTotals(order: Order): Order {
  const priced = order.lines.map((line) => (line.position?.category === 'cancelled' ? { ...line, quantity: 0, discount: 0 } : { ...line, discount: line.lineDiscount }))
  const totals = totalsOf(priced, { taxIncluded: order.taxIncluded, discount: order.orderDiscount, shipping: order.shipping })
  const lines = order.lines.map((line, i) => ({ ...line, ...(totals.lines[i] ?? { subtotal: 0, discount: 0, tax: 0, total: 0 }) }))
  return { ...order, ...totals.order, lines }
}

/** Everyone who works on the order: its manager, its team, and whoever is assigned to one of its line items. */
export function peopleOf(order: Order): string[] {
  return [...new Set([order.managerId ?? '', ...order.team, ...order.lines.flatMap((line) => line.assignees)])].filter(Boolean)
}

/** One sentence of what was ordered, for lists: how many line items, and the first three names. */
export function lineSummaryOf(order: Order): { count: number; quantity: number; names: string[] } {
  const lines = standing(order)
  return { count: lines.length, quantity: lines.reduce((total, line) => total + line.quantity, 0), names: lines.slice(0, 3).map((line) => line.name) }
}

/** How far its checklists are: its own, and those of its line items that were not cancelled. */
export function checklistProgressOf(order: Pick<Order, 'checklists' | 'lines'>): Progress {
  return progressOf([...order.checklists, ...standing(order).flatMap((line) => line.checklists)])
}

/**
 * What search looks through, in lower case and without accents' help: number, customer, reference, SKUs, products,
 * address, and phone numbers as bare digits so that any way of writing one finds it. Bounded, because it is indexed.
 */
export function searchTextOf(order: Order): string {
  const address = order.shippingAddress
  return [
    order.number, order.customer.name, order.customer.email, order.customer.phone?.replace(/\D/g, ''), order.externalReference,
    address && [address.line1, address.line2, address.city, address.postalCode].filter(Boolean).join(' '),
    ...order.tags, ...order.lines.slice(0, 50).flatMap((line) => [line.sku, line.name]),
  ].filter(Boolean).join(' ').toLowerCase().slice(0, 4000)
}

