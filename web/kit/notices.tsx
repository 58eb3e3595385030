import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { wordsFor } from '../problem.ts'

/** How long a change can be taken back from its notice. */
const UNDO_MILLISECONDS = 6_000

/** Says that something was done; with `undo`, offers for six seconds to take it back. */
export function tellDone(words: string, undo?: () => void): void {
  const id = `done-${words}`
  notifications.hide(id)
  notifications.show({ id, autoClose: undo ? UNDO_MILLISECONDS : 3_000, withBorder: true, message: <Notice words={words} action="Undo" onAction={undo && closing(id, undo)} /> })
}

/** Says why something was not done; with `again`, offers to try it once more. */
export function tellFailure(error: unknown, again?: () => void): void {
  const id = 'failure'
  notifications.hide(id)
  notifications.show({ id, color: 'red', autoClose: again ? 12_000 : 8_000, withBorder: true, role: 'alert', message: <Notice words={wordsFor(error)} action="Try again" onAction={again && closing(id, again)} /> })
}

function Notice({ words, action, onAction }: { words: string; action: string; onAction: (() => void) | undefined }) {
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Text size="sm">{words}</Text>
      {onAction && <Button size="compact-sm" variant="light" color="indigo" onClick={onAction}>{action}</Button>}
    </Group>
  )
}

function closing(id: string, run: () => void): () => void {
  return () => {
    notifications.hide(id)
    run()
  }
}
