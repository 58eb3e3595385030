import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { ShownMember } from '#domain/identity/contract.ts'
import { rolesGrantableBy, type Role } from '#domain/kernel/permission.ts'
import { ask } from '../ask.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { useHere } from '../session/session.ts'
import { roleChoices, roleWords } from './role-words.ts'

/** Changes what a member may do, and what they are called. */
export function MemberDialog({ member, onClose }: { member: ShownMember; onClose: () => void }) {
  const { role: myRole } = useHere()
  const [role, setRole] = useState<Role>(member.role)
  const [jobTitle, setJobTitle] = useState(member.jobTitle ?? '')
  const saving = useSave(() => ask('member.update', { id: member.id, jobTitle: jobTitle.trim() || null, ...(role === member.role ? {} : { role }) }), {
    readAgain: ['member.list', 'session.read'], done: ({ name }) => `${name} is changed.`, isQuiet: true, onDone: onClose,
  })
  const errors = errorsByField(saving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(undefined)
  }
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>{member.name}</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Select label="Role" description={roleWords[role]} allowDeselect={false} data={roleChoices(rolesGrantableBy(myRole))} value={role} error={errors['role']} onChange={(value) => setRole(value ?? role)} />
          <TextInput label="Job title" maxLength={100} value={jobTitle} error={errors['jobTitle']} onChange={(event) => setJobTitle(event.currentTarget.value)} />
          <FormProblem error={saving.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={saving.isPending}>Save</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
