import { keepPreviousData, useIsMutating, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ListedOrder } from '#domain/orders/contract.ts'
import type { OrderSort } from '#domain/orders/order-sort.ts'
import { ask, type Answered } from '../ask.ts'
import { asking, useOrganizationSlug } from '../asking.ts'
import { onChangedOrders } from '../live/live.ts'
import { orderEditKey } from './order-edits.ts'
import type { OrdersFilter } from './orders-search.ts'
import { rowOf } from './row-of.ts'

export type OrderListQuestion = OrdersFilter & { sort: OrderSort; direction: 'asc' | 'desc'; limit: number; cursor?: string }
type Page = Answered<'order.list'>

export type OrderList = {
  page: Page | undefined
  error: unknown
  isLoading: boolean
  /** The page shown is still that of the question before. */
  isPrevious: boolean
  /** What would appear or go if the list were read anew; it waits until somebody asks, because rows would jump. */
  news: { arrived: number; left: number } | undefined
  showNews: () => void
}

/**
 * A page of orders that keeps itself true: orders that change are updated where they stand, at once; orders that come or go
 * are announced instead, so that nothing moves under the reader's eyes.
 */
export function useOrderList(question: OrderListQuestion | undefined): OrderList {
  const organization = useOrganizationSlug()
  const queryClient = useQueryClient()
  const query = useQuery({ ...asking(organization, 'order.list', question ?? {}), enabled: question !== undefined, placeholderData: keepPreviousData })
  const isEditing = useIsMutating({ mutationKey: orderEditKey }) > 0
  const key = JSON.stringify([organization, question])
  const [fresh, setFresh] = useState<{ key: string; page: Page; changed: Set<string> }>()
  const ahead = fresh?.key === key && query.data && !query.isPlaceholderData ? fresh : undefined

  useEffect(() => {
    if (!question || isEditing) return undefined
    let latest = 0
    let changed = new Set<string>()
    const { queryKey } = asking(organization, 'order.list', question)
    const stop = onChangedOrders(async (ids) => {
      const turn = ++latest
      changed = new Set([...changed, ...ids])
      const page = await ask('order.list', question, { organization }).catch(() => undefined)
      const shown = queryClient.getQueryData(queryKey)
      if (!page || !shown || turn !== latest) return
      if (shown.items.length === 0 || sameRows(shown, page)) {
        queryClient.setQueryData(queryKey, page)
        return setFresh(undefined)
      }
      const gone = await rowsElsewhere(organization, queryClient, shown.items.filter(({ id }) => ids.has(id) && !page.items.some((row) => row.id === id)))
      if (turn !== latest) return
      const now = new Map([...gone, ...page.items].map((row) => [row.id, row]))
      queryClient.setQueryData(queryKey, { ...shown, items: shown.items.map((row) => now.get(row.id) ?? row) })
      setFresh({ key, page, changed })
    })
    return () => {
      latest = -1
      stop()
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the question
  }, [key, isEditing, organization, queryClient])

  return {
    // Rows of another list may bridge the wait, but not stand in for what could not be read.
    page: !question ? { items: [], nextCursor: null } : query.isPlaceholderData && query.isError ? undefined : query.data,
    error: query.error,
    isLoading: question !== undefined && query.isPending,
    isPrevious: query.isPlaceholderData,
    news: ahead && query.data ? newsOf(query.data, ahead.page, ahead.changed) : undefined,
    showNews: () => {
      if (ahead && question) queryClient.setQueryData(asking(organization, 'order.list', question).queryKey, ahead.page)
      setFresh(undefined)
    },
  }
}

function sameRows(a: Page, b: Page): boolean {
  return a.items.length === b.items.length && a.items.every(({ id }, i) => id === b.items[i]?.id)
}

function newsOf(shown: Page, fresh: Page, changed: Set<string>): OrderList['news'] {
  const [before, after] = [shown, fresh].map((page) => new Set(page.items.map(({ id }) => id))) as [Set<string>, Set<string>]
  const arrived = fresh.items.filter(({ id }) => !before.has(id) && changed.has(id)).length
  const left = shown.items.filter(({ id }) => !after.has(id) && changed.has(id)).length
  return arrived + left > 0 ? { arrived, left } : undefined
}

// More than these are found out when the list is shown anew.
const MOST_READ_ONE_BY_ONE = 10

/** How the orders that no longer belong on the page look now. */
async function rowsElsewhere(organization: string, queryClient: QueryClient, rows: ListedOrder[]): Promise<ListedOrder[]> {
  const orders = await Promise.all(rows.slice(0, MOST_READ_ONE_BY_ONE).map(({ id }) => queryClient.fetchQuery(asking(organization, 'order.get', { id })).catch(() => undefined)))
  return orders.flatMap((order) => (order ? [rowOf(order)] : []))
}
