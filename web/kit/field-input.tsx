import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput, type SelectProps } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { sentPictures } from '#domain/files/media-type.ts'
import type { Address, FieldValue } from '#domain/kernel/schema.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { useAsk } from '../asking.ts'
import { useHere } from '../session/session.ts'
import { AddressInput } from './address-input.tsx'
import { FilesInput } from './files-input.tsx'
import { instantOf, wallTimeOf } from './wall-time.ts'
import { MoneyInput } from './money-input.tsx'
import { PersonSelect } from './people.tsx'

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
    case 'measurement':
      return <NumberInput {...common} hideControls suffix={field.unit ? ` ${field.unit}` : ''} value={typeof value === 'number' ? value : ''} onChange={(given) => onChange(typeof given === 'number' ? given : null)} />
    case 'person':
      return <PersonField {...common} value={text || null} onChange={onChange} />
    case 'address':
      return <AddressInput label={field.label} description={field.help} required={field.required} error={error} disabled={disabled} address={isAddress(value) ? value : null} onChange={onChange} onDone={onDone} />
    case 'photo':
    case 'file':
    case 'signature': {
      const isSigned = field.kind === 'signature'
      const files = Array.isArray(value) ? value : text ? [text] : []
      return (
        <FilesInput
          label={field.label} description={field.help} required={field.required} error={error} disabled={disabled} showsPictures={field.kind !== 'file'} isSeveral={!isSigned} files={files}
          accept={field.kind === 'file' ? `${sentPictures},application/pdf` : sentPictures} onChange={(given) => onChange(given.length === 0 ? null : isSigned ? (given[0] ?? null) : given)}
        />
      )
    }
    case 'barcode':
      return <TextInput {...common} value={text} onChange={write} autoComplete="off" spellCheck={false} rightSection={<IconBarcode size={16} aria-hidden="true" />} />
    default:
      return <TextInput {...common} type={inputTypes[field.kind]} value={text} onChange={write} />
  }
}

type PersonProps = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable' | 'renderOption'> & { value: string | null; onChange: (id: string | null) => void }

/** Somebody of the team, known by their id alone. */
function PersonField({ value, onChange, ...props }: PersonProps) {
  const members = useAsk('member.list', { limit: 500 }, { staleTime: 60_000 }).data?.items ?? []
  return <PersonSelect {...props} clearable person={members.find(({ id }) => id === value) ?? null} onChange={(person) => onChange(person?.id ?? null)} />
}

function isAddress(value: FieldValue | undefined): value is Address {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const inputTypes = { text: 'text', date: 'date', time: 'time', phone: 'tel', email: 'email' } as const
