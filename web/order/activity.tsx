import { Button, Loader } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask, type Answered } from '../ask.ts'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { Avatar } from '../kit/avatar.tsx'
import { useHere } from '../session/session.ts'
import { remarkOf, sentenceOf, type Names } from './event-words.ts'
import { useOrder } from './order-context.ts'
import { paymentWord, usePaymentWords } from './payment-menu.tsx'
import classes from './activity.module.css'

type Page = Answered<'order.list_events'>
type Event = Page['items'][number]

/** What happened to the order, newest first, by day. */
export function Activity() {
  const { order, show } = useOrder()
  const organization = useOrganizationSlug()
  const names = useNames()
  const events = useInfiniteQuery({
    queryKey: ['order.list_events', organization, { id: order.id, pages: true }],
    queryFn: ({ pageParam, signal }) => ask('order.list_events', { id: order.id, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }, { organization, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
  })
  const days = byDay(events.data?.pages.flatMap(({ items }) => items) ?? [], show.day)
  return (
    <div className={classes.activity}>
      <h2 className={classes.title}>Activity</h2>
      {events.isPending && <Loader size="sm" aria-label="Loading" />}
      {events.isError && !events.data && <p className="dimmed">What happened could not be read. <Button variant="subtle" size="compact-sm" onClick={() => void events.refetch()}>Try again</Button></p>}
      {days.map(([day, happened]) => (
        <section key={day}>
          <h3 className={classes.day}>{day}</h3>
          <ol className={classes.list}>
            {happened.map((event) => <Happened key={event.id} event={event} names={names} time={show.time(event.at)} />)}
          </ol>
        </section>
      ))}
      {events.hasNextPage && <Button variant="default" size="xs" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>Show earlier</Button>}
    </div>
  )
}

function Happened({ event, names, time }: { event: Event; names: Names; time: string }) {
  const remark = remarkOf(event)
  // What a rule did by itself is Docket's doing; the sentence names the rule.
  const who = event.actor.kind === 'system' ? 'Docket' : event.actor.name
  return (
    <li className={classes.event}>
      <Avatar name={who} id={event.actor.id ?? who} size={22} />
      <div className={classes.words}>
        <b>{who}</b> {sentenceOf(event, names)}
        {remark && <q className={classes.remark}>{remark}</q>}
      </div>
      <time className={classes.time} dateTime={event.at}>{time}</time>
    </li>
  )
}

/** Events under the day they happened on, in the order they came. */
export function byDay<E extends { at: string }>(events: E[], dayOf: (instant: string) => string): [day: string, events: E[]][] {
  return [...Map.groupBy(events, ({ at }) => dayOf(at))]
}

function useNames(): Names {
  const { order, show, words } = useOrder()
  const statuses = useAsk('status.list', {}, { staleTime: 60_000 }).data
  const members = useAsk('member.list', { limit: 500 }, { staleTime: 60_000 }).data
  const payments = usePaymentWords()
  const { locations } = useHere().organization
  return useMemo(() => {
    const statusNames = new Map(statuses?.items.map(({ id, name }) => [id, name]))
    const memberNames = new Map(members?.items.map(({ id, name }) => [id, name]))
    return {
      order: words.order.toLowerCase(), lineItem: words.lineItem.toLowerCase(), manager: words.manager.toLowerCase(), currency: order.total.currency,
      status: ({ statusId, step }) => statusNames.get(statusId) ?? step,
      member: (id) => memberNames.get(id) ?? 'a former member',
      payment: (status) => paymentWord(payments, status as never).name,
      location: (key) => locations.find((location) => location.key === key)?.name ?? key,
      money: (amount, currency) => show.money({ amount, currency }),
      dateTime: show.dateTime,
    }
  }, [statuses, members, payments, locations, words, order.total.currency, show])
}
