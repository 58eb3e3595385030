import { ActionIcon, Button, Group, Menu, Modal, Text, TextInput } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { ask } from '../../ask.ts'
import { useAsk } from '../../asking.ts'
import { useSave } from '../../kit/use-save.ts'
import { useMay } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { keyFrom } from '../../kit/keys.ts'
import { replaced, without } from '../../kit/moved.ts'
import { Sortable } from '../kit/sortable.tsx'
import { ChoiceList } from './choice-list.tsx'
import { onlyChoice, type Editing, type Phase } from './order-type-edits.ts'
import { spelled } from '#domain/kernel/spelled.ts'

type Type = { key: string; name: string }

/** The chain of phases, and which workflow an order takes through each. */
export function PhasesEditor({ draft, change }: Editing) {
  const types = useAsk('workflow_type.list', {}).data?.items ?? []
  const workflows = useAsk('workflow.list', {}).data?.items ?? []
  const [naming, setNaming] = useState<Type | 'new'>()
  const mayPublish = useMay('process.publish')
  const { phases } = draft
  const nameOf = ({ type }: Phase) => types.find(({ key }) => key === type)?.name ?? spelled(type)
  const put = (next: Phase[], what?: string) => change({ phases: next }, what)
  const left = types.filter(({ key }) => !phases.some(({ type }) => type === key))
  const methods = draft.fulfilmentMethods.map(({ key, name }) => ({ value: key, label: name }))
  return (
    <div className={editor.stack}>
      {phases.length === 0 && <p className={editor.quiet}>No phase yet: an order needs at least one to go through.</p>}
      <Sortable label="Phases" items={phases} keyOf={({ type }) => type} nameOf={nameOf} onOrder={(ordered) => put(ordered)}>
        {(phase, at) => (
          <section className={editor.stack} aria-label={nameOf(phase)}>
            <Group justify="space-between" wrap="nowrap">
              <h3 className={editor.cardTitle}>{at + 1}. {nameOf(phase)}</h3>
              <Menu position="bottom-end">
                <Menu.Target><ActionIcon aria-label={`More about ${nameOf(phase)}`}><IconDots size={16} /></ActionIcon></Menu.Target>
                <Menu.Dropdown>
                  {mayPublish && <Menu.Item onClick={() => setNaming({ key: phase.type, name: nameOf(phase) })}>Rename this phase everywhere…</Menu.Item>}
                  <Menu.Item color="red" onClick={() => put(without(phases, at))}>Take it out of the chain</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </Group>
            <ChoiceList
              label={`Workflows of ${nameOf(phase)}`} noun="workflow" none="None: they skip this phase" choices={phase.choices} methods={methods}
              options={workflows.filter(({ type, scope, isRetired }) => scope === 'order' && type === phase.type && !isRetired).map(({ key, name }) => ({ value: key, label: name }))}
              keyOf={({ workflow }) => workflow} make={(workflow) => ({ workflow })}
              onChange={(choices, what) => put(replaced(phases, at, { ...phase, choices }), what)}
            />
          </section>
        )}
      </Sortable>
      <Group gap="xs">
        {left.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target><Button variant="light" leftSection={<IconPlus size={16} />}>Add a phase</Button></Menu.Target>
            <Menu.Dropdown>{left.map(({ key, name }) => <Menu.Item key={key} onClick={() => put([...phases, { type: key, choices: onlyChoice(key, workflows) }])}>{name}</Menu.Item>)}</Menu.Dropdown>
          </Menu>
        )}
        {mayPublish && <Button variant="subtle" onClick={() => setNaming('new')}>A new kind of phase…</Button>}
      </Group>
      {naming && <NamePhase type={naming} taken={types} onClose={() => setNaming(undefined)} onNew={(key) => put([...phases, { type: key, choices: [] }])} />}
    </div>
  )
}

/** Phases are the organization's words: renaming one renames it everywhere. */
function NamePhase({ type, taken, onNew, onClose }: { type: Type | 'new'; taken: Type[]; onNew: (key: string) => void; onClose: () => void }) {
  const [name, setName] = useState(type === 'new' ? '' : type.name)
  const saving = useSave((key: string) => ask('workflow_type.save', { key, name: name.trim() }), {
    readAgain: ['workflow_type.list'],
    onDone: (_, key) => {
      if (type === 'new') onNew(key)
      onClose()
    },
  })
  const isTaken = taken.some((other) => other.name.toLowerCase() === name.trim().toLowerCase() && (type === 'new' || other.key !== type.key))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (name.trim() && !isTaken) saving.mutate(type === 'new' ? keyFrom(name, taken.map(({ key }) => key), 'phase') : type.key)
  }
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>{type === 'new' ? 'A new kind of phase' : `Rename ${type.name}`}</Text>}>
      <form onSubmit={submit} className={editor.stack}>
        <TextInput label="Name" data-autofocus maxLength={60} value={name} error={isTaken && 'There is a phase of this name already.'} description="Workflows belong to a phase; order types put phases into a chain." onChange={(event) => setName(event.currentTarget.value)} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Leave it</Button>
          <Button type="submit" disabled={!name.trim() || isTaken} loading={saving.isPending}>{type === 'new' ? 'Add it' : 'Rename'}</Button>
        </Group>
      </form>
    </Modal>
  )
}
