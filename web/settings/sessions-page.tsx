import { Badge, Button } from '@mantine/core'
import { ask, type Answered } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { useSave } from '../kit/use-save.ts'
import { deviceWords } from './device-words.ts'
import classes from './settings.module.css'

type Session = Answered<'session.list'>['items'][number]

/** Where one is signed in, and the way to end it elsewhere. */
export default function SessionsPage() {
  const sessions = useAsk('session.list', {})
  const ending = useSave((id: string) => ask('session.revoke', { id }), { readAgain: ['session.list'], done: 'Ended: whoever is there has to sign in again.' })
  const columns = useColumns(ending.mutate)
  return (
    <>
      <PageHead title="My sessions" />
      <p className={classes.lead}>Wherever you are signed in. End what you do not know; the session here ends when you sign out.</p>
      <Shown data={sessions.data?.items} error={sessions.error} again={sessions.refetch}>
        {(items) => <DataTable label="My sessions" columns={columns} rows={items} keyOf={({ id }) => id} />}
      </Shown>
    </>
  )
}

function useColumns(onEnd: (id: string) => void): Column<Session>[] {
  const show = useShow()
  return [
    { key: 'device', name: 'Where', cell: ({ device, isCurrent }) => <span><b title={device ?? undefined}>{deviceWords(device)}</b> {isCurrent && <Badge variant="light" color="green">Here and now</Badge>}</span> },
    { key: 'since', name: 'Signed in', cell: ({ createdAt }) => <bdi>{show.dateTime(createdAt)}</bdi> },
    { key: 'seen', name: 'Last seen', cell: ({ lastSeenAt }) => <bdi>{show.dateTime(lastSeenAt)}</bdi> },
    { key: 'do', name: 'End', isEnd: true, isNameUnseen: true, cell: ({ id, device, isCurrent }) => !isCurrent && <Button size="compact-sm" variant="default" aria-label={`End the session in ${deviceWords(device)}`} onClick={() => onEnd(id)}>End</Button> },
  ]
}
