import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { FieldValue } from '#domain/kernel/schema.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { useHere } from '../session/session.ts'
import { instantOf, wallTimeOf } from './wall-time.ts'
import { MoneyInput } from './money-input.tsx'

type Props = {
  field: FieldDefinition
  value: FieldValue | undefined
  onChange: (value: FieldValue) => void
  /** Said when the person is done with it, for what saves by itself. */
  onDone?: () => void
  error?: string | undefined
  disabled?: boolean
  id?: string
  /** Takes the focus when its dialog opens. */
  isFirst?: boolean
  classNames?: { label?: string; input?: string }
}

/** The input that fits a field an organization defined for itself. */
export function FieldInput({ field, value, onChange, onDone, error, disabled, id, isFirst, classNames }: Props) {
  const { timeZone, currency } = useHere().organization
  const common = { label: field.label, description: field.help, required: field.required, error, disabled, ...(id ? { id } : {}), ...(isFirst ? { 'data-autofocus': true } : {}), onBlur: onDone, ...(classNames ? { classNames } : {}) }
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  const write = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)
  switch (field.kind) {
    case 'long_text':
      return <Textarea {...common} autosize minRows={2} maxRows={8} value={text} onChange={write} />
    case 'number':
      return <NumberInput {...common} hideControls value={typeof value === 'number' ? value : ''} onChange={(given) => onChange(typeof given === 'number' ? given : null)} />
    case 'money':
      return <MoneyInput {...common} currency={currency} value={typeof value === 'number' ? value : null} onChange={onChange} />
    case 'yes_no':
      return <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    case 'choice':
      return <Select {...common} clearable={!field.required} data={field.options ?? []} value={text || null} onChange={onChange} />
    case 'choices':
      return <MultiSelect {...common} clearable data={field.options ?? []} value={Array.isArray(value) ? value : []} onChange={onChange} />
    case 'date_time':
      return <TextInput {...common} type="datetime-local" value={text ? wallTimeOf(text, timeZone) : ''} onChange={(event) => onChange(event.currentTarget.value ? instantOf(event.currentTarget.value, timeZone) : null)} />
    default:
      return <TextInput {...common} type={inputTypes[field.kind as keyof typeof inputTypes] ?? 'text'} value={text} onChange={write} />
  }
}

const inputTypes = { text: 'text', date: 'date', time: 'time', phone: 'tel', email: 'email' } as const
