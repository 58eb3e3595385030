import { Anchor, Button, Code, Group, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { awaitsMember, endedWithMember } from '#domain/identity/api-key.ts'
import { roleNames } from '#domain/kernel/permission.ts'
import { ask, type Answered } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { useSave } from '../kit/use-save.ts'
import { useMay } from '../session/session.ts'
import { BindKeyDialog } from './bind-key-dialog.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import classes from './settings.module.css'

type Key = Answered<'api_key.list'>['items'][number]

/** Keys with which programs ask, each with a role like a member's. */
export default function ApiKeysPage() {
  if (useMay('api_key.manage')) return <ApiKeys />
  return (
    <>
      <PageHead title="API keys" />
      <NotAllowed>Owners and admins make API keys.</NotAllowed>
    </>
  )
}

function ApiKeys() {
  const keys = useAsk('api_key.list', {})
  const [isMaking, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Key>()
  const [binding, setBinding] = useState<Key>()
  const revoke = useSave((id: string) => ask('api_key.revoke', { id }), { readAgain: ['api_key.list'], done: 'Revoked: the key no longer opens anything.', onDone: () => setRevoking(undefined) })
  const columns = useColumns({ onRevoke: setRevoking, onBind: setBinding })
  return (
    <>
      <PageHead title="API keys"><Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>New key</Button></PageHead>
      <p className={classes.lead}>Programs ask Docket with a key and may do what its role may. A contractor’s key does the work of a member: it reaches what is assigned to them, as long as they have access. What can be asked stands in the <Anchor href="/api/docs" inherit underline="always">reference</Anchor>.</p>
      <Shown data={keys.data?.items} error={keys.error} again={keys.refetch}>
        {(items) => items.length > 0
          ? <DataTable label="API keys" columns={columns} rows={items} keyOf={({ id }) => id} isMuted={(key) => key.revokedAt !== null || endedWithMember(key)} />
          : <EmptyState title="No keys yet" icon={<IconKey size={32} />}>Make one for each program, so that each can be revoked for itself.</EmptyState>}
      </Shown>
      {isMaking && <NewKeyDialog onClose={() => setMaking(false)} />}
      {binding && <BindKeyDialog id={binding.id} name={binding.name} onClose={() => setBinding(undefined)} />}
      {revoking && (
        <ConfirmDialog title={`Revoke “${revoking.name}”?`} action="Revoke" isBusy={revoke.isPending} onConfirm={() => revoke.mutate(revoking.id)} onClose={() => setRevoking(undefined)}>
          <Text size="sm">Whatever uses this key stops working at once. It cannot be brought back; a new key can be made.</Text>
        </ConfirmDialog>
      )}
    </>
  )
}

/** Why a key that nobody revoked opens nothing all the same. */
function Fault({ of: key }: { of: Key }) {
  const fault = awaitsMember(key) ? 'Works for nobody, so it sees no order.' : endedWithMember(key) ? `No longer works: ${key.member?.name} has no access any more.` : undefined
  return fault && <Text size="sm" c="var(--mantine-color-error)">{fault}</Text>
}

function useColumns({ onRevoke, onBind }: { onRevoke: (key: Key) => void; onBind: (key: Key) => void }): Column<Key>[] {
  const show = useShow()
  return [
    { key: 'name', name: 'Name', cell: ({ name, revokedAt }) => <span><b>{name}</b>{revokedAt && <span className="dimmed"> · revoked</span>}</span> },
    { key: 'start', name: 'Begins with', cell: ({ start }) => <Code style={{ whiteSpace: 'nowrap' }}>{start}…</Code> },
    { key: 'role', name: 'Role', cell: (key) => <div>{roleNames[key.role]}{key.member && <span className="dimmed"> · for {key.member.name}</span>}<Fault of={key} /></div> },
    { key: 'by', name: 'Made by', cell: ({ createdBy, createdAt }) => <span>{createdBy}, <bdi>{show.day(createdAt)}</bdi></span> },
    { key: 'used', name: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt ? <bdi>{show.dateTime(lastUsedAt)}</bdi> : <span className="dimmed">Never</span>) },
    {
      key: 'do', name: 'Change', isEnd: true, isNameUnseen: true, cell: (key) => !key.revokedAt && (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {awaitsMember(key) && <Button size="compact-sm" variant="default" aria-label={`Choose for whom ${key.name} works`} onClick={() => onBind(key)}>Works for…</Button>}
          <Button size="compact-sm" variant="default" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>Revoke…</Button>
        </Group>
      ),
    },
  ]
}
