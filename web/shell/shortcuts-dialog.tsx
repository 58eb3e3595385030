import { Kbd, Modal, Switch, Table } from '@mantine/core'
import { Fragment } from 'react'
import { shortcutsNow, useShortcutsAreOn } from '../keyboard/registry.ts'

/** What the keys do on the page one stands on: read from the same registry that obeys them. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [areOn, setOn] = useShortcutsAreOn()
  return (
    <Modal opened onClose={onClose} title="Keyboard">
      <Switch label="Single keys do things" description="Switch off if they get in the way; ⌘K or Ctrl K always works." checked={areOn} onChange={(event) => setOn(event.currentTarget.checked)} mb="md" />
      <Table>
        <Table.Thead className="visually-hidden"><Table.Tr><Table.Th>What</Table.Th><Table.Th>Keys</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {shortcutsNow().map(({ keys, label }) => (
            <Table.Tr key={keys}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="end">
                {keys.replace('Mod+', '⌘/Ctrl ').split(' ').map((key, i) => <Fragment key={key}>{i > 0 && ' '}<Kbd>{key}</Kbd></Fragment>)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
