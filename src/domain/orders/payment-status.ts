import { spelled } from '../kernel/spelled.ts'
import type { StatusColor } from '../workflows/status.ts'

/** Whether an order is paid is a fact of its own, beside its step. Organizations choose which they use, and their words. */
export const paymentStatuses = [
  'unpaid', 'quoted', 'invoiced', 'promised', 'partial', 'paid', 'failed', 'refunded', 'partially_refunded', 'postponed', 'void',
] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

export type PaymentStatusWord = { key: PaymentStatus; name: string; color: StatusColor }

/** The words used where an organization has chosen none. */
export const defaultPaymentStatusWords: PaymentStatusWord[] = [
  { key: 'unpaid', name: 'Unpaid', color: 'yellow' },
  { key: 'partial', name: 'Partially paid', color: 'orange' },
  { key: 'paid', name: 'Paid', color: 'green' },
  { key: 'failed', name: 'Failed', color: 'red' },
  { key: 'refunded', name: 'Refunded', color: 'blue' },
]

/** What a payment status is called: by the organization, else by Docket, else as its key reads. */
export function paymentStatusWord(status: PaymentStatus, own: readonly PaymentStatusWord[] = []): PaymentStatusWord {
  return [...own, ...defaultPaymentStatusWords].find(({ key }) => key === status) ?? { key: status, name: spelled(status), color: 'gray' }
}

/** Sorting by payment completion: from nothing paid to all paid. */
export const paymentRank: Record<PaymentStatus, number> = {
  failed: 0, unpaid: 1, quoted: 2, invoiced: 3, postponed: 4, promised: 5, partial: 6, paid: 7, partially_refunded: 8, refunded: 9, void: 10,
}
