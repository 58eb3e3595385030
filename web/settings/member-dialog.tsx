import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ShownMember } from '#domain/identity/contract.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { ask } from '../ask.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { RoleSelect } from './role-select.tsx'

/** Changes what a member may do, and what they are called. */
export function MemberDialog({ member, onClose }: { member: ShownMember; onClose: () => void }) {
  const [role, setRole] = useState<Role>(member.role)
  const [jobTitle, setJobTitle] = useState(member.jobTitle ?? '')
  const saving = useSave(() => ask('member.update', { id: member.id, jobTitle: jobTitle.trim() || null, ...(role === member.role ? {} : { role }) }), {
    readAgain: ['member.list', 'session.read'], done: ({ name }) => `${name} is changed.`, isQuiet: true, onDone: onClose,
  })
  const errors = errorsByField(saving.error)
  return (
    <FormDialog title={member.name} action="Save" saving={saving} onSubmit={() => saving.mutate(undefined)} onClose={onClose}>
      <RoleSelect role={role} error={errors['role']} onChange={setRole} />
      <TextInput label="Job title" maxLength={100} value={jobTitle} error={errors['jobTitle']} onChange={(event) => setJobTitle(event.currentTarget.value)} />
    </FormDialog>
  )
}
