import { Text, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { keep, readKept } from '../kept.ts'
import { useOrderEdit } from './edits.ts'
import { useOrder } from './order-context.ts'

/** How long after the last key what was written is saved. */
const PAUSE_MILLISECONDS = 1_200

/** A free text about the order; saved while one writes, and kept in this browser until it is. */
export function AdditionalNotes() {
  const { order, may } = useOrder()
  const { value, save } = useOrderEdit()('Additional notes', (of) => of.additionalNotes, (additionalNotes) => ({ additionalNotes }))
  const name = `additional-notes-${order.id}`
  const [draft, setDraft] = useState<{ text: string; base: string } | undefined>(() => readDraft(name))
  const [isSaving, setSaving] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const disabled = !may('order.update') || order.archivedAt !== null

  const store = async (written: { text: string; base: string }) => {
    clearTimeout(timer.current)
    setSaving(true)
    const isSaved = written.text === written.base || (await save(written.text, written.base))
    setSaving(false)
    if (!isSaved) return
    // Whatever was typed while it was being saved goes on from what is saved now.
    setDraft((now) => {
      const left = now && now.text !== written.text ? { ...now, base: written.text } : undefined
      keep(name, left && JSON.stringify(left))
      return left
    })
  }
  const write = (text: string) => {
    const written = { text, base: draft?.base ?? value }
    setDraft(written)
    keep(name, JSON.stringify(written))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void store(written), PAUSE_MILLISECONDS)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  return (
    <div>
      <Textarea
        label="Additional notes" autosize minRows={8} maxRows={24} readOnly={disabled} value={draft?.text ?? value} placeholder={disabled ? 'Nothing noted.' : 'Write anything the team should know…'}
        onChange={(event) => write(event.currentTarget.value)} onBlur={() => draft && void store(draft)}
      />
      <Text component="output" display="block" size="xs" c="dimmed" mt={4}>{isSaving ? 'Saving…' : draft ? 'Not saved yet; kept in this browser.' : value ? 'Saved.' : ' '}</Text>
    </div>
  )
}

function readDraft(name: string): { text: string; base: string } | undefined {
  const kept = readKept(name)
  return kept ? (JSON.parse(kept) as { text: string; base: string }) : undefined
}
