import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { newId } from '#domain/kernel/id.ts'
import { AddByName } from '../kit/add-by-name.tsx'
import { Sortable } from '../order-management/kit/sortable.tsx'
import classes from './checklists.module.css'

type Item = { id: string; text: string }
type Props = { action: string; name: string; items: readonly Item[]; onSave: (changed: { name: string; items: { id?: string; text: string }[] }) => Promise<void>; onLeave: () => void }

/** A checklist being written: its name, what is to be done, in which order. What was ticked and stays, stays ticked. */
export default function ChecklistEditor({ action, onSave, onLeave, ...begun }: Props) {
  const [name, setName] = useState(begun.name)
  const [items, setItems] = useState<Item[]>(begun.items.map(({ id, text }) => ({ id, text })))
  const [isBusy, setBusy] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const isKnown = (id: string) => begun.items.some((item) => item.id === id)
  const wanted = items.filter(({ text }) => text.trim() !== '')
  const isReady = name.trim() !== '' && wanted.length > 0
  const save = async () => {
    setBusy(true)
    await onSave({ name: name.trim(), items: wanted.map(({ id, text }) => ({ ...(isKnown(id) ? { id } : {}), text: text.trim() })) })
    setBusy(false)
  }
  return (
    <div className={classes.list}>
      <TextInput size="xs" label="Checklist" placeholder="Before handing over" maxLength={100} ref={first} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Sortable label="Things to do" items={items} keyOf={({ id }) => id} nameOf={({ text }) => text || 'empty'} onOrder={setItems}>
        {(item, at) => (
          <Group wrap="nowrap" gap={4}>
            <TextInput size="xs" style={{ flex: 1 }} aria-label={`Thing to do ${at + 1}`} maxLength={200} value={item.text} onChange={(event) => setItems(items.map((other) => (other.id === item.id ? { ...other, text: event.currentTarget.value } : other)))} />
            <ActionIcon size={28} aria-label={`Remove ${item.text}`} onClick={() => setItems(items.filter(({ id }) => id !== item.id))}><IconX size={15} /></ActionIcon>
          </Group>
        )}
      </Sortable>
      <AddByName label="New thing to do" placeholder="Something to do" maxLength={200} onAdd={(text) => setItems([...items, { id: newId(), text }])} />
      <Group gap="xs" justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={onLeave}>Leave it</Button>
        <Button size="compact-sm" disabled={!isReady} loading={isBusy} onClick={() => void save()}>{action}</Button>
      </Group>
    </div>
  )
}
