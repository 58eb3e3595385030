import { Textarea, TextInput, type TextInputProps } from '@mantine/core'
import type { FieldValue } from '#domain/kernel/schema.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { FieldInput } from '../kit/field-input.tsx'
import { MoneyInput } from '../kit/money-input.tsx'
import { instantOf, wallTimeOf } from '../kit/wall-time.ts'
import { useHere } from '../session/session.ts'
import { useEditing } from './use-editing.ts'
import classes from './editable.module.css'

/** A value and how it is saved; made by useOrderEdit and useLineEdit. */
export type Editable<T> = { value: T; save: (mine: T, base: T) => Promise<boolean> }

type Common<T> = { label: string; of: Editable<T>; disabled?: boolean; placeholder?: string }

/** One line of text, saved on Enter or when one goes on; Escape leaves it as it was. */
export function EditableText({ label, of, disabled, placeholder, type = 'text', isRequired = false, autoComplete }: Common<string> & Pick<TextInputProps, 'type' | 'autoComplete'> & { isRequired?: boolean }) {
  const editing = useEditing(of.value, of.save)
  const done = () => (isRequired && editing.value.trim() === '' ? editing.leave() : editing.done())
  return (
    <TextInput
      label={label} type={type} readOnly={disabled} placeholder={disabled ? '–' : placeholder} value={editing.value} autoComplete={autoComplete ?? 'off'}
      classNames={classes} onChange={(event) => editing.write(event.currentTarget.value)} onBlur={done} onKeyDown={keys(done, editing.leave)}
    />
  )
}

export function EditableLongText({ label, of, disabled, placeholder, minRows = 2 }: Common<string> & { minRows?: number }) {
  const editing = useEditing(of.value, of.save)
  return (
    <Textarea
      label={label} readOnly={disabled} placeholder={disabled ? '–' : placeholder} autosize minRows={minRows} maxRows={14} value={editing.value} classNames={classes}
      onChange={(event) => editing.write(event.currentTarget.value)} onBlur={editing.done} onKeyDown={(event) => event.key === 'Escape' && editing.leave()}
    />
  )
}

/** A time on the organization's wall. */
export function EditableTime({ label, of, disabled }: Common<string | null>) {
  const { timeZone } = useHere().organization
  const editing = useEditing(of.value, of.save)
  // An empty one that cannot be filled in would show the browser's pattern for a date.
  if (disabled && !of.value) return <TextInput label={label} readOnly classNames={classes} value="–" />
  return (
    <TextInput
      label={label} type="datetime-local" readOnly={disabled} classNames={classes} value={editing.value ? wallTimeOf(editing.value, timeZone) : ''}
      onChange={(event) => editing.write(event.currentTarget.value ? instantOf(event.currentTarget.value, timeZone) : null)} onBlur={editing.done} onKeyDown={keys(editing.done, editing.leave)}
    />
  )
}

export function EditableMoney({ label, of, disabled, currency }: Common<number> & { currency: string }) {
  const editing = useEditing<number | null>(of.value, (mine, base) => of.save(mine ?? 0, base ?? 0))
  return (
    <MoneyInput
      label={label} readOnly={disabled} currency={currency} value={editing.value} classNames={classes}
      onChange={editing.write} onBlur={editing.done} onKeyDown={keys(editing.done, editing.leave)}
    />
  )
}

export function EditableField({ field, of, disabled }: { field: FieldDefinition; of: Editable<FieldValue>; disabled?: boolean }) {
  const editing = useEditing(of.value, of.save)
  const isChosen = chosenAtOnce.has(field.kind)
  return <FieldInput field={{ ...field, required: false }} value={editing.value} onChange={isChosen ? editing.choose : editing.write} onDone={editing.done} disabled={disabled ?? false} {...(field.kind === 'yes_no' ? {} : { classNames: classes })} />
}

/** Choosing one of these is being done with it. */
const chosenAtOnce: ReadonlySet<FieldDefinition['kind']> = new Set<FieldDefinition['kind']>(['yes_no', 'choice', 'choices', 'person', 'photo', 'file', 'signature'])

function keys(done: () => void, leave: () => void) {
  return (event: { key: string }) => {
    if (event.key === 'Enter') done()
    if (event.key === 'Escape') leave()
  }
}
