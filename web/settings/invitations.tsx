import { Button } from '@mantine/core'
import { roleNames } from '#domain/kernel/permission.ts'
import { ask, type Answered } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { useSave } from '../kit/use-save.ts'
import classes from './settings.module.css'

type Invitation = Answered<'invitation.list'>['items'][number]

/** Who was invited and has not come yet. */
export function Invitations() {
  const invitations = useAsk('invitation.list', {})
  const withdrawing = useSave((id: string) => ask('invitation.withdraw', { id }), { readAgain: ['invitation.list'], done: 'Withdrawn: the link no longer works.' })
  const columns = useColumns(withdrawing.mutate)
  return (
    <section aria-label="Invitations">
      <h2 className={classes.heading}>Invitations</h2>
      <Shown data={invitations.data?.items} error={invitations.error} again={invitations.refetch}>
        {(items) => (items.length > 0 ? <DataTable label="Invitations" columns={columns} rows={items} keyOf={({ id }) => id} /> : <p className="dimmed">Nobody is invited at the moment.</p>)}
      </Shown>
    </section>
  )
}

function useColumns(onWithdraw: (id: string) => void): Column<Invitation>[] {
  const show = useShow()
  return [
    { key: 'email', name: 'Email', cell: ({ email }) => <b>{email}</b> },
    { key: 'role', name: 'Role', cell: ({ role }) => roleNames[role] },
    { key: 'by', name: 'Invited by', cell: ({ invitedBy }) => invitedBy },
    { key: 'until', name: 'Good until', cell: ({ expiresAt }) => <bdi>{show.dateTime(expiresAt)}</bdi> },
    { key: 'do', name: 'Withdraw', isEnd: true, isNameUnseen: true, cell: ({ id, email }) => <Button size="compact-sm" variant="default" aria-label={`Withdraw the invitation of ${email}`} onClick={() => onWithdraw(id)}>Withdraw</Button> },
  ]
}
