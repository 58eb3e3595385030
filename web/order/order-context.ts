import { createContext, use } from 'react'
import type { ShownLineItem, ShownOrder } from '#domain/orders/contract.ts'
import type { Permission } from '#domain/kernel/permission.ts'
import type { Words } from '#domain/identity/settings.ts'
import type { GivenWithMove } from '../orders/move-form.tsx'
import type { ShownMove } from '#domain/orders/contract.ts'
import type { Show } from '../kit/show-for.ts'
import type { OrderChanges } from './order-changes.ts'

/** What every part of the order page stands on. */
export type OnOrder = OrderChanges & {
  order: ShownOrder
  show: Show
  words: Required<Words>
  may: (permission: Permission) => boolean
  /** Whether what was ordered, for how much and where to, may be changed; `why` says why not. */
  editing: { isOpen: boolean; why: string | undefined }
  /** Whether its line items have statuses of their own, and so a board; otherwise they stand in a table beside its details. */
  tracksLines: boolean
  /** The line item whose details are shown. */
  chosen: ShownLineItem | undefined
  choose: (lineItemId: string) => void
  /** Makes a move, asking for what it needs; answers when it is made or was left. */
  move: (move: ShownMove, line?: ShownLineItem) => void
  /** Makes a move at once, with what was given. */
  moveAtOnce: (move: ShownMove, line: ShownLineItem | undefined, given?: GivenWithMove) => Promise<unknown>
}

export const OrderContext = createContext<OnOrder | undefined>(undefined)

export function useOrder(): OnOrder {
  const value = use(OrderContext)
  if (!value) throw new Error('This belongs on the order page.')
  return value
}
