import { Code } from '@mantine/core'
import { IconRobot, IconShieldCheck } from '@tabler/icons-react'
import type { ShownSecurityRefusal } from '#domain/identity/contract.ts'
import { Avatar } from '../kit/avatar.tsx'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { LoadMore } from '../kit/load-more.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { useShow } from '../kit/show.ts'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { usePages } from '../kit/use-pages.ts'
import { useMay } from '../session/session.ts'
import classes from './settings.module.css'

/** What was refused to whom for security, so that whoever answers for the business can see who tried what. */
export default function RefusalsPage() {
  const mayRead = useMay('security.read')
  return (
    <>
      <PageHead title="Refused requests" />
      {mayRead ? <Refusals /> : <NotAllowed>Owners and admins see what was refused.</NotAllowed>}
    </>
  )
}

function Refusals() {
  const columns = useColumns()
  const pages = usePages('security_refusal.list', {})
  return (
    <>
      <p className={classes.lead}>What members and keys of this organization asked for and were refused for security, in the last ninety days. Wrong passwords and unknown keys belong to no organization; whoever runs Docket finds those.</p>
      <Shown data={pages.items} error={pages.error} again={pages.refetch}>
        {(refusals) => refusals.length === 0 ? <EmptyState title="Nothing was refused" icon={<IconShieldCheck size={32} />}>When somebody asks for what their role does not allow, it stands here.</EmptyState> : (
          <>
            <DataTable label="Refused requests" columns={columns} rows={refusals} keyOf={({ id }) => id} />
            <LoadMore pages={pages} />
          </>
        )}
      </Shown>
    </>
  )
}

function useColumns(): Column<ShownSecurityRefusal>[] {
  const show = useShow()
  return [
    { key: 'at', name: 'When', cell: ({ at, count }) => <span><bdi>{show.dateTime(at)}</bdi>{count > 1 && <span className="dimmed"> · {show.number(count)} times</span>}</span> },
    { key: 'who', name: 'Who', cell: ({ who }) => <Asker who={who} /> },
    { key: 'asked', name: 'Asked for', cell: ({ asked, method, route }) => <div>{asked}<Code block={false} className={classes.route}>{method} {route}</Code></div> },
    { key: 'why', name: 'Refused because', cell: ({ refused }) => reasons[refused] ?? refused },
    { key: 'from', name: 'From', cell: ({ network }) => <bdi>{network}</bdi> },
  ]
}

function Asker({ who: { kind, id, name } }: Pick<ShownSecurityRefusal, 'who'>) {
  const shown = name ?? (kind === 'member' ? 'A former member' : 'A former key')
  return (
    <span className={classes.asker}>
      {kind === 'member' ? <Avatar name={shown} id={id ?? shown} size={22} /> : <IconRobot size={20} aria-hidden="true" />}
      <span>{shown}{kind === 'api_client' && <span className="dimmed"> · API key</span>}</span>
    </span>
  )
}

const reasons: Record<string, string> = {
  forbidden: 'Their role does not allow it',
  'csrf-failed': 'It did not come from a page of Docket',
  'rate-limited': 'Too many requests at once',
  unauthenticated: 'The sign-in was not right',
  'row-security': 'Only the database kept it back. This is a defect of Docket; whoever runs it finds more in the log',
}
