import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { worksForMember } from '#domain/identity/api-key.ts'
import { rolesGrantableBy, type Role } from '#domain/kernel/permission.ts'
import { ask } from '../ask.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import { ShownOnce } from '../kit/shown-once.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { useHere } from '../session/session.ts'
import { roleChoices, roleWords } from './role-words.ts'
import { WorksFor } from './works-for.tsx'

/** Makes a key, and shows it this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { role: myRole, memberId: myself } = useHere()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('staff')
  const [memberId, setMemberId] = useState(myself)
  const isBound = worksForMember(role)
  const making = useSave(() => ask('api_key.create', { name: name.trim(), role, ...(isBound ? { memberId } : {}) }), { readAgain: ['api_key.list'], isQuiet: true })
  const errors = errorsByField(making.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate(undefined)
  }
  if (making.data?.key) return <ShownOnce title={`The key “${making.data.name}”`} words="Copy it now: Docket keeps only a fingerprint and cannot show it again." secret={making.data.key} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>New API key</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label="Name" description="What uses it, so that it can be told from the others" required maxLength={100} data-autofocus value={name} error={errors['name']} onChange={(event) => setName(event.currentTarget.value)} />
          <Select label="Role" description={roleWords[role]} allowDeselect={false} data={roleChoices(rolesGrantableBy(myRole))} value={role} error={errors['role']} onChange={(value) => setRole(value ?? role)} />
          {isBound && <WorksFor memberId={memberId} error={errors['memberId']} onChange={setMemberId} />}
          <FormProblem error={making.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={making.isPending} disabled={!name.trim()}>Make the key</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
