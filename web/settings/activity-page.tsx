import { MultiSelect } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { IconHistory } from '@tabler/icons-react'
import type { ShownEvent } from '#domain/orders/contract.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { Happenings } from '../kit/happenings.tsx'
import { LoadMore } from '../kit/load-more.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { usePages } from '../kit/use-pages.ts'
import { remarkOf } from '../order/event-words.ts'
import { useMay, useWords } from '../session/session.ts'
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
  const sentence = useSentences()
  const pages = usePages('event.list', type ? { type } : {})
  return (
    <>
      <MultiSelect aria-label="What happened" placeholder={type ? '' : 'Everything that happened'} searchable clearable maw={560} mb="sm" data={typeChoices} value={type ?? []} onChange={(types) => void navigate({ to: '.', search: types.length > 0 ? { type: types } : {}, replace: true })} />
      <Shown data={pages.items} error={pages.error} again={pages.refetch}>
        {(events) => events.length === 0 ? <EmptyState title="Nothing of this kind happened" icon={<IconHistory size={32} />}>Choose other kinds, or none to see everything.</EmptyState> : (
          <>
            <Happenings events={events} heading="h2" sentence={sentence} remark={remarkOf} After={ToItsOrder} />
            <LoadMore pages={pages} />
          </>
        )}
      </Shown>
    </>
  )
}

function ToItsOrder({ event: { orderId, orderNumber } }: { event: ShownEvent }) {
  const words = useWords()
  const { organization } = route.useParams()
  return orderId && <> · <Link to="/$organization/orders/$orderId" params={{ organization, orderId }}>{words.order} <bdi>{orderNumber}</bdi></Link></>
}
