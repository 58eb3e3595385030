import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useRef, useState, type FormEvent } from 'react'
import { asNoun } from '#domain/kernel/as-noun.ts'
import type { FieldValue } from '#domain/kernel/schema.ts'
import type { ShownMove } from '#domain/orders/contract.ts'
import { isFilledIn } from '#domain/workflows/present.ts'
import { tellDone } from '../kit/tell.ts'
import { FieldInput } from '../kit/field-input.tsx'
import { errorsByField, wordsFor } from '../problem.ts'

/** What a move brings along besides where it goes. */
export type GivenWithMove = { fields?: Record<string, FieldValue>; reason?: string }

/** Whether a move has to be talked about before it is made: it asks for something, or wants a yes. */
export function needsForm(move: ShownMove): boolean {
  return move.wizard !== null || move.fields.length > 0 || move.verdict.confirm !== undefined
}

type Props = {
  move: ShownMove
  /** The order that moves, where it is not one of its line items: a wizard of the move works on it. */
  orderId?: string | undefined
  /** What moves: "#10482", "Home Photos". */
  subject: string
  /** What is known already and need not be typed again. */
  known?: Record<string, FieldValue>
  /** Makes the move; what it throws is shown in the form. */
  onMove: (given: GivenWithMove) => Promise<unknown>
  onClose: () => void
}

/** What has to be gone through before a move is made: the wizard it names, or a form of its own. */
export function MoveForm(props: Props) {
  const { move, orderId, subject, onClose } = props
  if (move.wizard === null || orderId === undefined) return <MoveFields {...props} />
  return (
    <Suspense>
      <WizardDialog
        key={move.key} wizard={move.wizard} title={`${move.name} · ${subject}`} orderId={orderId} onClose={onClose}
        onFinished={() => {
          tellDone(`${subject}: ${move.name}`)
          onClose()
        }}
      />
    </Suspense>
  )
}

const WizardDialog = lazy(() => import('../wizard/wizard-dialog.tsx'))

/** Asks for what a move needs, or for a yes, and hands everything over at once. */
function MoveFields({ move, subject, known = {}, onMove, onClose }: Props) {
  const [values, setValues] = useState<Record<string, FieldValue>>(() => Object.fromEntries(move.fields.flatMap(({ key }) => (known[key] === undefined ? [] : [[key, known[key]]]))))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const refuse = (found: Record<string, string>) => {
    setErrors(found)
    const first = move.fields.find(({ key }) => found[key])
    if (first) form.current?.querySelector<HTMLElement>(`#move-${CSS.escape(first.key)}`)?.focus()
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = Object.fromEntries(move.fields.flatMap(({ key, label, required }) => (required && !isFilledIn(values[key]) ? [[key, `${asNoun(label)} is required.`]] : [])))
    setFailure(undefined)
    if (Object.keys(missing).length > 0) return refuse(missing)
    setBusy(true)
    try {
      await onMove(given(values))
      onClose()
    } catch (error) {
      const named = errorsByField(error)
      refuse(Object.fromEntries(Object.entries(named).map(([pointer, message]) => [pointer.replace(/^fields\./, ''), message])))
      setFailure(wordsFor(error))
      setBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} title={<Text fw={650} span>{move.name} · {subject}</Text>}>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="sm">
          {move.verdict.confirm && <Text>{move.verdict.confirm}</Text>}
          {move.fields.map((field, i) => (
            <FieldInput
              key={field.key} id={`move-${field.key}`} isFirst={i === 0} field={field} value={values[field.key]} error={errors[field.key]}
              onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
            />
          ))}
          {failure && <Text c="var(--mantine-color-error)" role="alert">{failure}</Text>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={isBusy} data-autofocus={move.fields.length === 0 || undefined} color={move.to.status.category === 'cancelled' ? 'red' : 'indigo'}>{move.name}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function given(values: Record<string, FieldValue>): GivenWithMove {
  const { reason, ...fields } = values
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(typeof reason === 'string' && reason.trim() ? { reason } : {}),
  }
}
