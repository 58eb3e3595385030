import { ActionIcon, Collapse, Select, Switch, TagsInput, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { AddByName } from '../../kit/add-by-name.tsx'
import classes from './field-list.module.css'
import { fieldKindChoices, fieldKindWords, hasOptions, type FieldKind } from './field-kinds.ts'
import { wordFrom } from '../../kit/keys.ts'
import { replaced, without } from '../../kit/moved.ts'
import { NameInput } from './name-input.tsx'
import { Sortable } from './sortable.tsx'

type Props = { label: string; fields: readonly FieldDefinition[]; takenKeys?: readonly string[]; onChange: (fields: FieldDefinition[], what?: string) => void }

/** Fields somebody defines: each with its kind, and what that kind needs to be told. */
export function FieldList({ label, fields, takenKeys = [], onChange }: Props) {
  const [open, setOpen] = useState<string>()
  const add = (name: string) => {
    const key = wordFrom(name, [...takenKeys, ...fields.map((field) => field.key)], 'field')
    onChange([...fields, { key, label: name, kind: 'text', required: false }])
    setOpen(key)
  }
  return (
    <div className={classes.list}>
      {fields.length > 0 && (
        <Sortable label={label} items={fields} keyOf={({ key }) => key} nameOf={(field) => field.label} onOrder={(ordered) => onChange(ordered)}>
          {(field, at) => (
            <OneField
              field={field} isOpen={open === field.key} onToggle={() => setOpen(open === field.key ? undefined : field.key)}
              onChange={(next, what) => onChange(replaced(fields, at, next), `${label} ${field.key} ${what}`)} onRemove={() => onChange(without(fields, at))}
            />
          )}
        </Sortable>
      )}
      <AddByName label={`New of ${label.toLowerCase()}`} placeholder="Name of a new field" action="Add field" maxLength={100} onAdd={add} />
    </div>
  )
}

type OneProps = { field: FieldDefinition; isOpen: boolean; onToggle: () => void; onChange: (field: FieldDefinition, what: string) => void; onRemove: () => void }

function OneField({ field, isOpen, onToggle, onChange, onRemove }: OneProps) {
  const { name, Icon } = fieldKindWords[field.kind]
  const lacksOptions = hasOptions(field.kind) && (field.options ?? []).length === 0
  return (
    <div>
      <div className={classes.head}>
        <UnstyledButton className={classes.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <Icon size={16} aria-hidden="true" />
          <span className={classes.name}>{field.label}{field.required && <span className={classes.required}> required</span>}</span>
          <span className={classes.kind}>{name}{field.unit && ` in ${field.unit}`}</span>
          {lacksOptions && <span className={classes.wrong}>needs choices</span>}
          <IconChevronDown size={16} aria-hidden="true" className={classes.chevron} data-open={isOpen || undefined} />
        </UnstyledButton>
        <ActionIcon aria-label={`Remove ${field.label}`} onClick={onRemove}><IconTrash size={16} /></ActionIcon>
      </div>
      <Collapse expanded={isOpen}>
        <div className={classes.body}>
          <div className={classes.two}>
            <NameInput label="Name" maxLength={100} value={field.label} onName={(label) => onChange({ ...field, label }, 'label')} />
            <Select label="Kind" allowDeselect={false} searchable data={fieldKindChoices} value={field.kind} onChange={(kind) => onChange(asKind(field, kind as FieldKind), 'kind')} />
          </div>
          {hasOptions(field.kind) && <OptionsInput options={field.options ?? []} onChange={(options) => onChange({ ...field, options }, 'options')} />}
          {field.kind === 'measurement' && <TextInput label="Unit" placeholder="cm" maxLength={20} w={140} value={field.unit ?? ''} onChange={(event) => onChange(withText(field, 'unit', event.currentTarget.value), 'unit')} />}
          <TextInput label="Help" placeholder="Shown beneath it" maxLength={300} value={field.help ?? ''} onChange={(event) => onChange(withText(field, 'help', event.currentTarget.value), 'help')} />
          <Switch label="Must be filled in" checked={field.required} onChange={(event) => onChange({ ...field, required: event.currentTarget.checked }, 'required')} />
        </div>
      </Collapse>
    </div>
  )
}

/** What can be chosen, in the order it is offered. */
export function OptionsInput({ options, onChange, label = 'Choices' }: { options: readonly string[]; onChange: (options: string[]) => void; label?: string }) {
  return <TagsInput label={label} description="Enter after each" placeholder={options.length === 0 ? 'Red, blue, …' : ''} maxTags={100} value={[...options]} onChange={(given) => onChange(given.map((option) => option.trim().slice(0, 100)).filter(Boolean))} />
}

/** A field as another kind: what only the former kind was told falls away. */
function asKind(field: FieldDefinition, kind: FieldKind): FieldDefinition {
  const { options, unit, ...rest } = field
  return { ...rest, kind, ...(hasOptions(kind) ? { options: options ?? [] } : {}), ...(kind === 'measurement' ? { unit: unit ?? 'cm' } : {}) }
}

function withText(field: FieldDefinition, member: 'help' | 'unit', text: string): FieldDefinition {
  const { [member]: _, ...rest } = field
  return text === '' ? rest : { ...rest, [member]: text }
}
