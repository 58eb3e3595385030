import { useMemo } from 'react'
import type { PaymentStatus } from '#domain/orders/payment-status.ts'
import { useAsk } from '../asking.ts'
import { useShow } from '../kit/show.ts'
import { usePaymentWords } from '../orders/payment-words.ts'
import { useHere, useWords } from '../session/session.ts'
import type { Names } from './event-words.ts'

/** How this organization calls what events name by id; amounts without a currency of their own are in the one given. */
export function useEventNames(currency: string): Names {
  const words = useWords()
  const show = useShow()
  const { locations } = useHere().organization
  const { wordFor } = usePaymentWords()
  const statuses = useAsk('status.list', {}, { staleTime: 60_000 }).data
  const members = useAsk('member.list', { limit: 500 }, { staleTime: 60_000 }).data
  return useMemo(() => {
    const statusNames = new Map(statuses?.items.map(({ id, name }) => [id, name]))
    const memberNames = new Map(members?.items.map(({ id, name }) => [id, name]))
    return {
      order: words.order.toLowerCase(), lineItem: words.lineItem.toLowerCase(), manager: words.manager.toLowerCase(), currency,
      status: ({ statusId, step }) => statusNames.get(statusId) ?? step,
      member: (id) => memberNames.get(id) ?? 'a former member',
      payment: (status) => wordFor(status as PaymentStatus).name,
      location: (key) => locations.find((location) => location.key === key)?.name ?? key,
      money: (amount, of) => show.money({ amount, currency: of }),
      dateTime: show.dateTime,
    }
  }, [words.order, words.lineItem, words.manager, currency, statuses, members, wordFor, locations, show])
}
