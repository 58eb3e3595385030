import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { ask } from '../ask.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { useHere } from '../session/session.ts'
import { WorksFor } from './works-for.tsx'

/** Says whose work a key does that works for nobody. */
export function BindKeyDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const [memberId, setMemberId] = useState(useHere().memberId)
  const binding = useSave(() => ask('api_key.bind', { id, memberId }), {
    readAgain: ['api_key.list'], isQuiet: true, onDone: onClose, done: ({ member }) => `“${name}” works for ${member?.name ?? ''} from now on.`,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    binding.mutate(undefined)
  }
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>For whom does “{name}” work?</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <WorksFor memberId={memberId} error={errorsByField(binding.error)['memberId']} onChange={setMemberId} />
          <Text size="sm">Whatever uses the key goes on with it. This cannot be changed afterwards; a new key can be made instead.</Text>
          <FormProblem error={binding.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={binding.isPending}>Let it work</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
