import { useMemo } from 'react'
import { defaultPaymentStatusWords, paymentStatusWord, type PaymentStatus, type PaymentStatusWord } from '#domain/orders/payment-status.ts'
import { useHere } from '../session/session.ts'

/** The payment statuses the organization uses, in its own words; a status from elsewhere shows Docket's word. */
export function usePaymentWords(): { words: PaymentStatusWord[]; wordFor: (status: PaymentStatus) => PaymentStatusWord } {
  const { paymentStatuses } = useHere().organization
  return useMemo(() => ({
    words: paymentStatuses.length > 0 ? paymentStatuses : defaultPaymentStatusWords,
    wordFor: (status) => paymentStatusWord(status, paymentStatuses),
  }), [paymentStatuses])
}
