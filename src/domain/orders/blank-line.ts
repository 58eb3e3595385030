import { newId } from '../kernel/id.ts'
import { lineItemStart, type Process } from '../workflows/process.ts'
import type { LineItem } from './order.ts'

/** A line item with nothing on it yet, at the first step line items go through, if they do. */
export function blankLine(process: Process, index: number, id = newId()): LineItem {
  return {
    id, index, kind: 'ad_hoc', productId: null, variantId: null, parentId: null, name: '', sku: null, unit: null, quantity: 1, unitPrice: 0,
    lineDiscount: 0, taxRate: 0, subtotal: 0, discount: 0, tax: 0, total: 0, shippable: false, tracksStock: false, stockState: 'none',
    position: lineItemStart(process) ?? null, heldFrom: null, assignees: [], fields: {}, answers: [], checklists: [], notes: '', escalated: false,
  }
}
