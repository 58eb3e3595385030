import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { Conflict } from './order-changes.ts'
import classes from './conflict-dialog.module.css'

/** Two people changed the same value: shows both, and asks which shall stand. */
export function ConflictDialog({ conflict }: { conflict: Conflict | undefined }) {
  if (!conflict) return null
  const { edit, theirs, who, resolve } = conflict
  return (
    <Modal opened onClose={() => resolve(false)} title={<Text fw={650} span>{who ?? 'Somebody'} changed this in the meantime</Text>}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">{edit.what}</Text>
        <div className={classes.both}>
          <section className={classes.side} aria-label="Theirs">
            <h3 className={classes.whose}>Theirs</h3>
            <p className={classes.value}>{edit.inWords(theirs) || 'Empty'}</p>
          </section>
          <section className={classes.side} aria-label="Mine">
            <h3 className={classes.whose}>Mine</h3>
            <p className={classes.value}>{edit.inWords(edit.mine) || 'Empty'}</p>
          </section>
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => resolve(false)}>Take theirs</Button>
          <Button onClick={() => resolve(true)} data-autofocus>Keep mine</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
