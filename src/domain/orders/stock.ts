import { rulesOf } from '../workflows/category.ts'
import type { LineItem, Order, StockState } from './order.ts'

export type StockChange = { variantId: string; sku: string; reserved: number; onHand: number }

/** Sets what each line's goods are by where the order and the line stand; a cancelled line's goods are always free. */
export function withStock(order: Order): Order {
  const effect = rulesOf(order.position.category).stock
  const lines = order.lines.map((line) => {
    const state = !line.tracksStock || line.position?.category === 'cancelled' ? 'none' : effect === 'as_before' ? line.stockState : effect
    return state === line.stockState ? line : { ...line, stockState: state }
  })
  return { ...order, lines }
}

/** What has to happen in the stock room so that `after` is true instead of `before`; one change a variant. */
export function stockChanges(before: LineItem[], after: LineItem[]): StockChange[] {
  const changes = new Map<string, StockChange>()
  const count = (line: LineItem, sign: 1 | -1) => {
    if (!line.variantId || line.stockState === 'none') return
    const change = changes.get(line.variantId) ?? { variantId: line.variantId, sku: line.sku ?? '', reserved: 0, onHand: 0 }
    const held = holdings(line.stockState, line.quantity)
    changes.set(line.variantId, { ...change, reserved: change.reserved + sign * held.reserved, onHand: change.onHand + sign * held.onHand })
  }
  for (const line of before) count(line, -1)
  for (const line of after) count(line, 1)
  return [...changes.values()].filter((change) => change.reserved !== 0 || change.onHand !== 0)
}

function holdings(state: StockState, quantity: number): { reserved: number; onHand: number } {
  if (state === 'reserved') return { reserved: quantity, onHand: 0 }
  return state === 'sold' ? { reserved: 0, onHand: -quantity } : { reserved: 0, onHand: 0 }
}
