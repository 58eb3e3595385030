import { MultiSelect } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { IconHistory } from '@tabler/icons-react'
import type { ShownEvent } from '#domain/orders/contract.ts'
import { Avatar } from '../kit/avatar.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { LoadMore } from '../kit/load-more.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { usePages } from '../kit/use-pages.ts'
import { remarkOf } from '../order/event-words.ts'
import { useMay, useWords } from '../session/session.ts'
import classes from './activity-page.module.css'
import { typeChoices, useSentences } from './activity-words.ts'

const route = getRouteApi('/$organization/settings/activity')

/** Everything that happened, newest first, and who did it. */
export default function ActivityPage() {
  const mayRead = useMay('event.read')
  return (
    <>
      <PageHead title="Activity log" />
      {mayRead ? <ActivityLog /> : <NotAllowed>Managers read the activity log.</NotAllowed>}
    </>
  )
}

function ActivityLog() {
  const { type } = route.useSearch()
  const navigate = useNavigate()
  const show = useShow()
  const pages = usePages('event.list', type ? { type } : {})
  return (
    <>
      <MultiSelect aria-label="What happened" placeholder={type ? '' : 'Everything that happened'} searchable clearable maw={560} mb="sm" data={typeChoices} value={type ?? []} onChange={(types) => void navigate({ to: '.', search: types.length > 0 ? { type: types } : {}, replace: true })} />
      <Shown data={pages.items} error={pages.error} again={pages.refetch}>
        {(events) => events.length === 0 ? <EmptyState title="Nothing of this kind happened" icon={<IconHistory size={32} />}>Choose other kinds, or none to see everything.</EmptyState> : (
          <>
            {[...Map.groupBy(events, ({ at }) => show.day(at))].map(([day, happened]) => (
              <section key={day} aria-label={day}>
                <h2 className={classes.day}>{day}</h2>
                <ol className={classes.list}>{happened.map((event) => <Happened key={event.id} event={event} />)}</ol>
              </section>
            ))}
            <LoadMore pages={pages} />
          </>
        )}
      </Shown>
    </>
  )
}

function Happened({ event }: { event: ShownEvent }) {
  const show = useShow()
  const words = useWords()
  const sentence = useSentences()
  const { organization } = route.useParams()
  const remark = remarkOf(event)
  return (
    <li className={classes.event}>
      <Avatar name={event.actor.name} id={event.actor.id ?? event.actor.name} size={22} />
      <div className={classes.words}>
        <b>{event.actor.name}</b> {sentence(event)}
        {event.orderId && <> · <Link to="/$organization/orders/$orderId" params={{ organization, orderId: event.orderId }}>{words.order}</Link></>}
        {remark && <q className={classes.remark}>{remark}</q>}
      </div>
      <time className={classes.time} dateTime={event.at}>{show.time(event.at)}</time>
    </li>
  )
}
