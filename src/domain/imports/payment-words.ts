import { paymentStatuses, type PaymentStatus } from '../orders/payment-status.ts'

// What other programs call it; WooCommerce says it by the status of the order.
const words: Record<string, PaymentStatus> = {
  pending: 'unpaid', open: 'unpaid', 'not paid': 'unpaid', due: 'unpaid', 'pending payment': 'unpaid', 'on hold': 'unpaid', cancelled: 'unpaid', canceled: 'unpaid',
  draft: 'unpaid', 'checkout draft': 'unpaid', authorized: 'promised', 'partially paid': 'partial', 'part paid': 'partial', deposit: 'partial', 'deposit paid': 'partial',
  processing: 'paid', completed: 'paid', complete: 'paid', settled: 'paid', captured: 'paid', voided: 'void', expired: 'void', declined: 'failed', error: 'failed',
}

/** The payment status that a word in a file means; undefined where nobody knows it. */
export function paymentStatusOf(written: string): PaymentStatus | undefined {
  const word = written.trim().toLowerCase().replace(/^wc-/, '').replaceAll(/[_\s-]+/g, ' ')
  const own = word.replaceAll(' ', '_')
  return paymentStatuses.find((status) => status === own) ?? words[word]
}
