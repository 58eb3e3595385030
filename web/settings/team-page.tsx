import { ActionIcon, Button, Group, Menu, Switch, Text } from '@mantine/core'
import { IconDots, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { roleNames, rolesGrantableBy } from '#domain/kernel/permission.ts'
import type { ShownMember } from '#domain/identity/contract.ts'
import { ask } from '../ask.ts'
import { Avatar } from '../kit/avatar.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { LoadMore } from '../kit/load-more.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { usePages } from '../kit/use-pages.ts'
import { useSave } from '../kit/use-save.ts'
import { useHere, useMay } from '../session/session.ts'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberDialog } from './member-dialog.tsx'

/** Who belongs to the organization, and what each may do. */
export default function TeamPage() {
  const mayInvite = useMay('member.invite')
  const [isInviting, setInviting] = useState(false)
  const [showsFormer, setShowsFormer] = useState(false)
  const pages = usePages('member.list', { limit: 100, ...(showsFormer ? {} : { active: true }) })
  const { columns, dialogs } = useMemberRows()
  return (
    <>
      <PageHead title="Team">
        {mayInvite && <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>Invite somebody</Button>}
      </PageHead>
      <Switch label="Also show who no longer has access" checked={showsFormer} onChange={(event) => setShowsFormer(event.currentTarget.checked)} mb="sm" />
      <Shown data={pages.items} error={pages.error} again={pages.refetch}>
        {(members) => (
          <>
            <DataTable label="Members" columns={columns} rows={members} keyOf={({ id }) => id} isOld={pages.isOld} isMuted={({ isActive }) => !isActive} />
            <LoadMore pages={pages} />
          </>
        )}
      </Shown>
      {mayInvite && <Invitations />}
      {!useMay('member.update') && <Text size="sm" c="dimmed" mt="md">Owners and admins change roles and access.</Text>}
      {dialogs}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  )
}

const readAgain = ['member.list']

function useMemberRows() {
  const { memberId, role: myRole } = useHere()
  const mayChange = useMay('member.update')
  const show = useShow()
  const [changing, setChanging] = useState<ShownMember>()
  const [leaving, setLeaving] = useState<ShownMember>()
  const deactivating = useSave((id: string) => ask('member.deactivate', { id }), { readAgain, done: ({ name }) => `${name} no longer has access.`, onDone: () => setLeaving(undefined) })
  const reactivating = useSave((id: string) => ask('member.reactivate', { id }), { readAgain, done: ({ name }) => `${name} has access again.` })
  const isInReach = (member: ShownMember) => mayChange && rolesGrantableBy(myRole).includes(member.role)
  const columns: Column<ShownMember>[] = [
    { key: 'name', name: 'Name', cell: ({ id, name, isActive }) => (
      <Group gap={8} wrap="nowrap"><Avatar name={name} id={id} /><span><b>{name}</b>{id === memberId && <span className="dimmed"> · you</span>}{!isActive && <span className="dimmed"> · no access</span>}</span></Group>
    ) },
    { key: 'email', name: 'Email', cell: ({ email }) => email },
    { key: 'role', name: 'Role', cell: ({ role }) => roleNames[role] },
    { key: 'job', name: 'Job title', cell: ({ jobTitle }) => jobTitle },
    { key: 'joined', name: 'Joined', cell: ({ joinedAt }) => <bdi>{show.day(joinedAt)}</bdi> },
    { key: 'do', name: 'Change', isEnd: true, isNameUnseen: true, width: 50, cell: (member) => isInReach(member) && (
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon size="lg" aria-label={`Change ${member.name}`}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setChanging(member)}>Role and job title…</Menu.Item>
          {member.isActive
            ? <Menu.Item color="red" onClick={() => setLeaving(member)}>Take away access…</Menu.Item>
            : <Menu.Item onClick={() => reactivating.mutate(member.id)}>Give access back</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    ) },
  ]
  const dialogs = (
    <>
      {changing && <MemberDialog member={changing} onClose={() => setChanging(undefined)} />}
      {leaving && (
        <ConfirmDialog title={`Take away the access of ${leaving.name}?`} action="Take away access" isBusy={deactivating.isPending} onConfirm={() => deactivating.mutate(leaving.id)} onClose={() => setLeaving(undefined)}>
          <Text size="sm">They are signed out at once{leaving.id === memberId ? ' — and this is you' : ''}. Keys that do their work stop working, too. What they did stays on record, and access can be given back.</Text>
        </ConfirmDialog>
      )}
    </>
  )
  return { columns, dialogs }
}
