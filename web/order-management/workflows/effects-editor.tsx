import { ActionIcon, Button, Menu, Select, TextInput } from '@mantine/core'
import { IconCalendarDue, IconForms, IconListCheck, IconPlus, IconTag, IconTrash, IconUserPlus } from '@tabler/icons-react'
import type { Effect, FieldDefinition } from '#domain/workflows/schema.ts'
import { FieldInput } from '../../kit/field-input.tsx'
import { ChecklistItems } from '../kit/checklist-templates.tsx'
import { replaced, without } from '../../kit/moved.ts'
import { NameInput } from '../kit/name-input.tsx'
import { DurationInput } from './duration-input.tsx'
import classes from './conditions-editor.module.css'
import { useEditing } from './editing.ts'

const kinds = [
  { kind: 'add_tag', words: 'Add a tag', Icon: IconTag }, { kind: 'set_field', words: 'Fill in a field', Icon: IconForms }, { kind: 'assign_mover', words: 'Put whoever moves it on it', Icon: IconUserPlus },
  { kind: 'set_due', words: 'Set when it is due', Icon: IconCalendarDue }, { kind: 'add_checklist', words: 'Add a checklist', Icon: IconListCheck },
] as const

type Props = { effects: readonly Effect[]; onChange: (effects: Effect[], what?: string) => void }

/** What a move does besides moving. */
export function EffectsEditor({ effects, onChange }: Props) {
  const { facts: { fields = [] } } = useEditing()
  const put = (at: number, effect: Effect, what?: string) => onChange(replaced(effects, at, effect), what && `effect ${at} ${what}`)
  return (
    <fieldset className={classes.conditions} aria-label="What it also does">
      {effects.map((effect, at) => {
        const about = kinds.find(({ kind }) => kind === effect.kind) ?? kinds[0]
        return (
          <div key={at} className={classes.condition}>
            <div className={classes.line}>
              <about.Icon size={16} aria-hidden="true" /><b style={{ flex: 1 }}>{about.words}</b>
              <ActionIcon aria-label={`Remove: ${about.words.toLowerCase()}`} onClick={() => onChange(without(effects, at))}><IconTrash size={16} /></ActionIcon>
            </div>
            <OneEffect effect={effect} fields={fields} onChange={(next, what) => put(at, next, what)} />
          </div>
        )
      })}
      <Menu position="bottom-start">
        <Menu.Target><Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} disabled={effects.length >= 20} className={classes.addButton ?? ''}>Let it do something else too</Button></Menu.Target>
        <Menu.Dropdown>
          {kinds.map(({ kind, words, Icon }) => (
            <Menu.Item key={kind} leftSection={<Icon size={16} />} disabled={(kind === 'set_field' && fields.length === 0) || (kind === 'assign_mover' && effects.some((effect) => effect.kind === kind))} onClick={() => onChange([...effects, newEffect(kind, fields)])}>{words}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </fieldset>
  )
}

function OneEffect({ effect, fields, onChange }: { effect: Effect; fields: FieldDefinition[]; onChange: (effect: Effect, what?: string) => void }) {
  switch (effect.kind) {
    case 'add_tag': return <NameInput aria-label="Tag" maxLength={50} value={effect.tag} onName={(tag) => onChange({ ...effect, tag }, 'tag')} />
    case 'set_due': return <DurationInput label="Due after" longest={525_600} value={effect.afterMinutes} onChange={(afterMinutes) => afterMinutes && onChange({ ...effect, afterMinutes }, 'due')} />
    case 'add_checklist': return (
      <>
        <NameInput label="Checklist" maxLength={100} value={effect.name} onName={(name) => onChange({ ...effect, name }, 'name')} />
        <ChecklistItems items={effect.items} onChange={(items, what) => onChange({ ...effect, items }, what)} />
      </>
    )
    case 'set_field': {
      const field = fields.find(({ key }) => key === effect.field)
      return (
        <>
          <Select aria-label="Field" searchable allowDeselect={false} data={fields.map(({ key, label }) => ({ value: key, label }))} value={effect.field} onChange={(key) => key && onChange({ kind: 'set_field', field: key, value: null })} />
          {field ? <FieldInput field={{ ...field, label: `${field.label} becomes`, required: false }} value={effect.value} onChange={(value) => onChange({ ...effect, value }, 'value')} /> : <TextInput aria-label="Value" disabled value="This field is gone" />}
        </>
      )
    }
    default: return null
  }
}

function newEffect(kind: Effect['kind'], fields: FieldDefinition[]): Effect {
  switch (kind) {
    case 'add_tag': return { kind, tag: 'new' }
    case 'set_due': return { kind, afterMinutes: 2_880 }
    case 'add_checklist': return { kind, name: 'To do', items: ['First thing to do'] }
    case 'set_field': return { kind, field: fields[0]?.key ?? '', value: null }
    default: return { kind }
  }
}
