import { Text } from '@mantine/core'
import { useState } from 'react'
import { ask } from '../ask.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
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
  return (
    <FormDialog title={`For whom does “${name}” work?`} action="Let it work" saving={binding} onSubmit={() => binding.mutate(undefined)} onClose={onClose}>
      <WorksFor memberId={memberId} error={errorsByField(binding.error)['memberId']} onChange={setMemberId} />
      <Text size="sm">Whatever uses the key goes on with it. This cannot be changed afterwards; a new key can be made instead.</Text>
    </FormDialog>
  )
}
