import { Button, Loader } from '@mantine/core'
import { Happenings } from '../kit/happenings.tsx'
import { usePages } from '../kit/use-pages.ts'
import { remarkOf, sentenceOf } from './event-words.ts'
import { useOrder } from './order-context.ts'
import { useEventNames } from './use-event-names.ts'
import classes from './activity.module.css'

/** What happened to the order, newest first, by day. */
export function Activity() {
  const { order } = useOrder()
  const names = useEventNames(order.total.currency)
  const { items: listed, isOld, error, hasMore, isLoadingMore, loadMore, refetch } = usePages('order.list_events', { id: order.id })
  // What is kept from the question before is another order's.
  const items = isOld ? undefined : listed
  return (
    <div className={classes.activity}>
      <h2 className={classes.title}>Activity</h2>
      {!items && !error && <Loader size="sm" aria-label="Loading" />}
      {!items && Boolean(error) && <p className="dimmed">What happened could not be read. <Button variant="subtle" size="compact-sm" onClick={() => void refetch()}>Try again</Button></p>}
      <Happenings events={items ?? []} heading="h3" sentence={(event) => sentenceOf(event, names)} remark={remarkOf} />
      {hasMore && <Button variant="default" size="xs" loading={isLoadingMore} onClick={loadMore}>Show earlier</Button>}
    </div>
  )
}
