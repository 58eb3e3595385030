import { useMemo } from 'react'
import { defaultPaymentStatusWords, type PaymentStatus, type PaymentStatusWord } from '#domain/orders/payment-status.ts'
import { useHere } from '../session/session.ts'

/** The payment statuses the organization uses, in its own words; a status from elsewhere shows Docket's word. */
export function usePaymentWords(): { words: PaymentStatusWord[]; wordFor: (status: PaymentStatus) => PaymentStatusWord } {
  const { paymentStatuses } = useHere().organization
  return useMemo(() => {
    const words = paymentStatuses.length > 0 ? paymentStatuses : defaultPaymentStatusWords
    const known = new Map([...defaultPaymentStatusWords, ...words].map((word) => [word.key, word]))
    return { words, wordFor: (key) => known.get(key) ?? { key, name: spelled(key), color: 'gray' } }
  }, [paymentStatuses])
}

function spelled(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ')
}
