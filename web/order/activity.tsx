import { Button, Loader } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ask, type Answered } from '../ask.ts'
import { useOrganizationSlug } from '../asking.ts'
import { Happenings } from '../kit/happenings.tsx'
import { remarkOf, sentenceOf } from './event-words.ts'
import { useOrder } from './order-context.ts'
import { useEventNames } from './use-event-names.ts'
import classes from './activity.module.css'

type Page = Answered<'order.list_events'>

/** What happened to the order, newest first, by day. */
export function Activity() {
  const { order } = useOrder()
  const organization = useOrganizationSlug()
  const names = useEventNames(order.total.currency)
  const events = useInfiniteQuery({
    queryKey: ['order.list_events', organization, { id: order.id, pages: true }],
    queryFn: ({ pageParam, signal }) => ask('order.list_events', { id: order.id, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }, { organization, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
  })
  return (
    <div className={classes.activity}>
      <h2 className={classes.title}>Activity</h2>
      {events.isPending && <Loader size="sm" aria-label="Loading" />}
      {events.isError && !events.data && <p className="dimmed">What happened could not be read. <Button variant="subtle" size="compact-sm" onClick={() => void events.refetch()}>Try again</Button></p>}
      <Happenings events={events.data?.pages.flatMap(({ items }) => items) ?? []} heading="h3" sentence={(event) => sentenceOf(event, names)} remark={remarkOf} />
      {events.hasNextPage && <Button variant="default" size="xs" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>Show earlier</Button>}
    </div>
  )
}
