import type { Checklist } from '../checklists/checklist.ts'
import { newChecklists } from '../checklists/new-checklist.ts'
import { refuseField } from '../kernel/refusal.ts'
import type { KeptAnswer } from '../wizards/answer.ts'
import { chooseRoute, startOf, type Process } from '../workflows/process.ts'
import type { Channel } from './channel.ts'
import { withTimer } from './enter-position.ts'
import { withTotals, type CustomerSnapshot, type Order } from './order.ts'
import { withStock } from './stock.ts'

export type Draft = {
  id: string; number: string; channel: Channel; location?: string | null; customerId: string | null; customer: CustomerSnapshot; currency: string; taxIncluded: boolean
  lines: Order['lines']; now: string; fulfilmentMethod: string | null; placedAt?: string; placedWithinHours?: boolean
  answers?: KeptAnswer[] | undefined; sourceKey?: string | undefined
  /** Lists that were gone through when it was taken in, beside those its type puts on every order. */
  checklists?: Checklist[] | undefined
  details: Pick<Order, 'externalReference' | 'paymentMethod' | 'dueAt' | 'scheduledAt' | 'shippingAddress' | 'billingAddress' | 'fields' | 'notes' | 'additionalNotes' | 'tags' | 'orderDiscount' | 'shipping'>
}

/** A new order at the start of its route, with its totals and stock worked out. */
export function startOrder(process: Process, draft: Draft): Order {
  const route = chooseRoute(process, draft)
  const position = startOf(process, route) ?? refuseField('/orderType', 'no-workflow', `${process.orderType.name} has no workflow for this channel and fulfilment method.`)
  const { details, now, lines, placedAt = now, placedWithinHours = null, location = null, answers = [], checklists = [], sourceKey = null, ...given } = draft
  return withTimer(process, withStock(withTotals({
    ...given, ...details, location, answers, checklists: [...newChecklists(process.orderType.checklists), ...checklists], lines, version: 1, processId: process.id, orderTypeId: process.orderType.id, sourceKey, position, heldFrom: null, route,
    paymentStatus: 'unpaid', managerId: null, team: [], escalated: false, cancelReason: null, placedAt, placedWithinHours, updatedAt: now, stepEnteredAt: now,
    timerAt: null, archivedAt: null, eventSequence: 0, eventHash: null, subtotal: 0, discount: 0, tax: 0, total: 0,
  })))
}
