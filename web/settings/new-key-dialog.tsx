import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { worksForMember } from '#domain/identity/api-key.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { ask } from '../ask.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { ShownOnce } from '../kit/shown-once.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { useHere } from '../session/session.ts'
import { RoleSelect } from './role-select.tsx'
import { WorksFor } from './works-for.tsx'

/** Makes a key, and shows it this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('staff')
  const [memberId, setMemberId] = useState(useHere().memberId)
  const isBound = worksForMember(role)
  const making = useSave(() => ask('api_key.create', { name: name.trim(), role, ...(isBound ? { memberId } : {}) }), { readAgain: ['api_key.list'], isQuiet: true })
  const errors = errorsByField(making.error)
  if (making.data?.key) return <ShownOnce title={`The key “${making.data.name}”`} words="Copy it now: Docket keeps only a fingerprint and cannot show it again." secret={making.data.key} onClose={onClose} />
  return (
    <FormDialog title="New API key" action="Make the key" isPossible={name.trim() !== ''} saving={making} onSubmit={() => making.mutate(undefined)} onClose={onClose}>
      <TextInput label="Name" description="What uses it, so that it can be told from the others" required maxLength={100} data-autofocus value={name} error={errors['name']} onChange={(event) => setName(event.currentTarget.value)} />
      <RoleSelect role={role} error={errors['role']} onChange={setRole} />
      {isBound && <WorksFor memberId={memberId} error={errors['memberId']} onChange={setMemberId} />}
    </FormDialog>
  )
}
