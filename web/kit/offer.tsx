import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { wordsFor } from '../problem.ts'
import { tellDone } from './tell.ts'

/** Long enough to think better of it; the clock stands still while the pointer is on the notice. */
const UNDO_MILLISECONDS = 6_000

/** Says that something was done, and offers to take it back. */
export function offerUndo(words: string, undo: () => void): void {
  offer({ id: `done-${words}`, words, action: 'Undo', run: undo, milliseconds: UNDO_MILLISECONDS })
}

/** Says where something is now, and offers the way back if there is one. The offer before goes: it led back from where it is no longer. */
export function tellMoved(id: string, words: string, undo: (() => void) | undefined): void {
  const noticeId = `moved-${id}`
  notifications.hide(noticeId)
  if (undo) offer({ id: noticeId, words, action: 'Undo', run: undo, milliseconds: UNDO_MILLISECONDS })
  else tellDone(words)
}

/** Says why something was not done, and offers to try it once more. */
export function offerAgain(error: unknown, again: () => void): void {
  offer({ id: 'not-done', words: wordsFor(error), action: 'Try again', run: again, milliseconds: 12_000, color: 'red' })
}

type Offer = { id: string; words: string; action: string; run: () => void; milliseconds: number; color?: string }

function offer({ id, words, action, run, milliseconds, color }: Offer): void {
  const take = () => {
    notifications.hide(id)
    run()
  }
  notifications.hide(id)
  notifications.show({
    id, autoClose: milliseconds, ...(color ? { color, role: 'alert' } : {}),
    message: (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm">{words}</Text>
        <Button size="compact-sm" variant="light" color="indigo" onClick={take}>{action}</Button>
      </Group>
    ),
  })
}
