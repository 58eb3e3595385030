import { ActionIcon } from '@mantine/core'
import { IconTrash, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#domain/kernel/id.ts'
import type { ChecklistTemplate } from '#domain/workflows/schema.ts'
import { AddByName } from '../../kit/add-by-name.tsx'
import classes from './editor.module.css'
import { replaced, without } from '../../kit/moved.ts'
import { NameInput } from './name-input.tsx'
import { Sortable } from './sortable.tsx'

type Props = { templates: readonly ChecklistTemplate[]; onChange: (templates: ChecklistTemplate[], what?: string) => void }

/** Checklists that something new begins with. */
export function ChecklistTemplates({ templates, onChange }: Props) {
  return (
    <div className={classes.stack}>
      {templates.map((template, at) => (
        <section key={at} className={classes.card} aria-label={`Checklist ${template.name}`}>
          <div className={classes.row}>
            <NameInput className={classes.grow ?? ''} label="Checklist" maxLength={100} value={template.name} onName={(name) => onChange(replaced(templates, at, { ...template, name }), `checklist ${at} name`)} />
            <ActionIcon mt={26} aria-label={`Remove the checklist ${template.name}`} onClick={() => onChange(without(templates, at))}><IconTrash size={16} /></ActionIcon>
          </div>
          <ChecklistItems items={template.items} onChange={(items, what) => onChange(items.length > 0 ? replaced(templates, at, { ...template, items }) : without(templates, at), what && `checklist ${at} ${what}`)} />
        </section>
      ))}
      <AddByName label="Name of a new checklist" placeholder="Name of a new checklist" action="Add checklist" maxLength={100} onAdd={(name) => onChange([...templates, { name, items: ['First thing to do'] }])} />
    </div>
  )
}

/** What is to be done, in its order. */
export function ChecklistItems({ items, onChange }: { items: readonly string[]; onChange: (items: string[], what?: string) => void }) {
  // Two texts may be the same, and a text is edited in place: what is moved is known by something else.
  const [ids, setIds] = useState<string[]>(() => items.map(() => newId()))
  const known = items.map((text, at) => ({ text, id: ids[at] ?? `another-${at}` }))
  const put = (next: { text: string; id: string }[]) => {
    setIds(next.map(({ id }) => id))
    onChange(next.map(({ text }) => text))
  }
  return (
    <div className={classes.stack}>
      <Sortable label="Things to do" items={known} keyOf={({ id }) => id} nameOf={({ text }) => text} onOrder={put}>
        {({ text }, at) => (
          <div className={classes.row} style={{ flexWrap: 'nowrap' }}>
            <NameInput className={classes.grow ?? ''} size="xs" aria-label={`Thing to do ${at + 1}`} maxLength={200} value={text} onName={(next) => onChange(replaced(items, at, next), `item ${at}`)} />
            <ActionIcon aria-label={`Remove ${text}`} disabled={items.length === 1} onClick={() => put(without(known, at))}><IconX size={16} /></ActionIcon>
          </div>
        )}
      </Sortable>
      <AddByName label="New thing to do" placeholder="Something to do" maxLength={200} onAdd={(text) => put([...known, { text, id: newId() }])} />
    </div>
  )
}
