import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Role } from '#domain/kernel/permission.ts'
import { ask } from '../ask.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { ShownOnce } from '../kit/shown-once.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { RoleSelect } from './role-select.tsx'

/** Invites by a link that is shown this once, to be handed on. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('staff')
  const inviting = useSave(() => ask('member.invite', { email: email.trim(), role }), { readAgain: ['invitation.list'], isQuiet: true })
  const errors = errorsByField(inviting.error)
  if (inviting.data?.link) {
    return <ShownOnce title={`The invitation of ${inviting.data.email}`} words="Hand this link to them yourself. It is shown only now, works once, for this address, and for seven days." secret={new URL(inviting.data.link, location.origin).href} onClose={onClose} />
  }
  return (
    <FormDialog title="Invite somebody" action="Make the link" isPossible={email.trim() !== ''} saving={inviting} onSubmit={() => inviting.mutate(undefined)} onClose={onClose}>
      <TextInput label="Their email" type="email" required maxLength={254} autoComplete="off" data-autofocus value={email} error={errors['email']} onChange={(event) => setEmail(event.currentTarget.value)} />
      <RoleSelect role={role} error={errors['role']} onChange={setRole} />
    </FormDialog>
  )
}
