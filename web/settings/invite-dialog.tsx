import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { rolesGrantableBy, type Role } from '#domain/kernel/permission.ts'
import { ask } from '../ask.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import { ShownOnce } from '../kit/shown-once.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { useHere } from '../session/session.ts'
import { roleChoices, roleWords } from './role-words.ts'

/** Invites by a link that is shown this once, to be handed on. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { role: myRole } = useHere()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('staff')
  const inviting = useSave(() => ask('member.invite', { email: email.trim(), role }), { readAgain: ['invitation.list'], isQuiet: true })
  const errors = errorsByField(inviting.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    inviting.mutate(undefined)
  }
  if (inviting.data?.link) {
    return <ShownOnce title={`The invitation of ${inviting.data.email}`} words="Hand this link to them yourself. It is shown only now, works once, for this address, and for seven days." secret={new URL(inviting.data.link, location.origin).href} onClose={onClose} />
  }
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>Invite somebody</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label="Their email" type="email" required maxLength={254} autoComplete="off" data-autofocus value={email} error={errors['email']} onChange={(event) => setEmail(event.currentTarget.value)} />
          <Select label="Role" description={roleWords[role]} allowDeselect={false} data={roleChoices(rolesGrantableBy(myRole))} value={role} error={errors['role']} onChange={(value) => setRole(value ?? role)} />
          <FormProblem error={inviting.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={inviting.isPending} disabled={!email.trim()}>Make the link</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
