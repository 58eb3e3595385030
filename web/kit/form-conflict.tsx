import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import classes from './form-conflict.module.css'

export type FieldConflict = { label: string; theirs: string; mine: string }
type Props = { what: string; fields: FieldConflict[]; onTakeTheirs: () => void; onKeepMine: () => void; onClose: () => void }

/** Two people changed the same fields: shows both, and asks which shall stand. */
export function FormConflict({ what, fields, onTakeTheirs, onKeepMine, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>Somebody changed {what} in the meantime</Text>} size="lg">
      <Stack gap="md">
        <Text size="sm">Nothing is saved yet. Where you changed different fields, both changes stay; here you changed the same:</Text>
        {fields.map(({ label, theirs, mine }) => (
          <section key={label} aria-label={label}>
            <h3 className={classes.label}>{label}</h3>
            <dl className={classes.both}>
              <div className={classes.side}><dt>Theirs</dt><dd>{theirs || 'Empty'}</dd></div>
              <div className={classes.side}><dt>Mine</dt><dd>{mine || 'Empty'}</dd></div>
            </dl>
          </section>
        ))}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onTakeTheirs}>Take theirs</Button>
          <Button onClick={onKeepMine} data-autofocus>Keep mine</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
