import { createContext, useContext } from 'react'
import type { ListedOrder } from '#domain/orders/contract.ts'
import type { Words } from '#domain/identity/settings.ts'
import type { Show } from '../kit/show-for.ts'
import type { CellDates } from './cell-dates.ts'
import type { usePaymentWords } from './payment-words.ts'

/** What of an order its row can change. */
export type RowMenuKind = 'status' | 'payment' | 'manager' | 'team'

/** What every row of the order list needs, and none has of its own. It changes only with the session. */
export type OrdersContext = {
  slug: string
  words: Required<Words>
  show: Show
  dates: CellDates
  payments: ReturnType<typeof usePaymentWords>
  may: { move: boolean; assign: boolean; payment: boolean }
  /** Opens the one menu all rows share, at the cell that asked for it. */
  openMenu: (kind: RowMenuKind, order: ListedOrder, cell: HTMLElement) => void
}

const context = createContext<OrdersContext | undefined>(undefined)
export const OrdersProvider = context.Provider

export function useOrders(): OrdersContext {
  const orders = useContext(context)
  if (!orders) throw new Error('Rows of orders stand inside an order list.')
  return orders
}
