import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ask, type Answered, type Asked } from '../ask.ts'
import { useOrganizationSlug } from '../asking.ts'

type PagedName = 'customer.list' | 'product.list' | 'order.list' | 'member.list' | 'order.list_events' | 'event.list' | 'import.list' | 'security_refusal.list'
type Item<N extends PagedName> = Answered<N>['items'][number]

export type Pages<Row> = {
  items: Row[] | undefined
  error: unknown
  /** Whether what is shown answers the question before. */
  isOld: boolean
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => void
  refetch: () => unknown
}

/** A list read page by page, each after the last; read again whenever an event says that it may have changed. */
export function usePages<N extends PagedName>(name: N, input: Asked<N>): Pages<Item<N>> {
  const organization = useOrganizationSlug()
  const pages = useInfiniteQuery({
    queryKey: [name, organization, { ...input, pages: true }],
    queryFn: async ({ pageParam, signal }) => {
      const asked = { limit: 50, ...input, ...(pageParam ? { cursor: pageParam } : {}) } as Asked<N>
      const page: { items: Item<N>[]; nextCursor: string | null } = await ask(name, asked, { organization, signal })
      return page
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  return {
    items: pages.data?.pages.flatMap(({ items }) => items),
    error: pages.error,
    isOld: pages.isPlaceholderData,
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
    refetch: pages.refetch,
  }
}
