import { ActionIcon, MultiSelect, Select } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { channelNames, channels } from '#domain/orders/channel.ts'
import editor from '../kit/editor.module.css'
import { replaced, without } from '../../kit/moved.ts'
import { Sortable } from '../kit/sortable.tsx'
import classes from './choice-list.module.css'
import { choiceFor, joinChoices, splitChoices } from './order-type-edits.ts'

type Choice = { channels?: string[] | undefined; fulfilmentMethods?: string[] | undefined }
type Option = { value: string; label: string }

type Props<C extends Choice> = {
  label: string
  /** What is chosen: "workflow". */
  noun: string
  choices: readonly C[]
  options: Option[]
  methods?: Option[]
  /** What becomes of orders that none of them is for. */
  none: string
  keyOf: (choice: C) => string
  make: (key: string) => C
  onChange: (choices: C[], what?: string) => void
}

const channelChoices = channels.map((channel) => ({ value: channel, label: channelNames[channel] }))

/** What is taken for which orders: from the top, the first that fits; and what all others take. */
export function ChoiceList<C extends Choice>({ label, noun, choices, options, methods = [], none, keyOf, make, onChange }: Props<C>) {
  const [ids, setIds] = useState<number[]>([])
  const { some, otherwise } = splitChoices(choices)
  const idAt = (at: number) => ids[at] ?? at + 1000
  const known = some.map((choice, at) => ({ choice, id: idAt(at) }))
  const put = (next: { choice: C; id: number }[], what?: string) => {
    setIds(next.map(({ id }) => id))
    onChange(joinChoices({ some: next.map(({ choice }) => choice), otherwise }), what)
  }
  const nameOf = (key: string) => options.find(({ value }) => value === key)?.label ?? key
  const all = withChosen(options, choices.map(keyOf))
  const firstUnused = options.find(({ value }) => !choices.some((choice) => keyOf(choice) === value)) ?? options[0]
  return (
    <div className={editor.stack}>
      {known.length > 0 && (
        <Sortable label={label} items={known} keyOf={({ id }) => String(id)} nameOf={({ choice }) => nameOf(keyOf(choice))} onOrder={put}>
          {({ choice, id }, at) => (
            <div className={classes.choice}>
              <Select className={classes.main ?? ''} aria-label={`${noun}, choice ${at + 1}`} allowDeselect={false} data={all} value={keyOf(choice)} onChange={(key) => key && put(replaced(known, at, { id, choice: { ...choice, ...make(key) } }))} />
              <span className={classes.word}>for orders from</span>
              <Picked label={`Channels of choice ${at + 1}`} placeholder="any channel" data={channelChoices} value={choice.channels ?? []} onChange={(values) => put(replaced(known, at, { id, choice: choiceFor(choice, 'channels', values) }))} />
              {methods.length > 0 && (
                <>
                  <span className={classes.word}>handed over by</span>
                  <Picked label={`Ways to hand over of choice ${at + 1}`} placeholder="any way" data={methods} value={choice.fulfilmentMethods ?? []} onChange={(values) => put(replaced(known, at, { id, choice: choiceFor(choice, 'fulfilmentMethods', values) }))} />
                </>
              )}
              <ActionIcon className={classes.remove ?? ''} aria-label={`Remove ${nameOf(keyOf(choice))}`} onClick={() => put(without(known, at))}><IconTrash size={16} /></ActionIcon>
            </div>
          )}
        </Sortable>
      )}
      <div className={classes.otherwise}>
        <span className={classes.word}>{some.length > 0 ? 'All other orders' : 'All orders'}</span>
        <Select
          className={classes.main ?? ''} aria-label={`${noun} of ${some.length > 0 ? 'all other orders' : 'all orders'}`} data={[{ value: '', label: none }, ...all]} allowDeselect={false} value={otherwise ? keyOf(otherwise) : ''}
          onChange={(key) => onChange(joinChoices({ some, otherwise: key ? make(key) : undefined }))}
        />
        {firstUnused && (
          <button type="button" className={classes.more} onClick={() => put([...known, { id: Math.max(0, ...known.map(({ id }) => id)) + 1, choice: choiceFor(make(firstUnused.value), 'channels', ['counter']) }])}>
            Another {noun} for some orders
          </button>
        )}
      </div>
    </div>
  )
}

function Picked({ label, placeholder, data, value, onChange }: { label: string; placeholder: string; data: Option[]; value: string[]; onChange: (values: string[]) => void }) {
  return <MultiSelect className={classes.picked ?? ''} size="xs" aria-label={label} placeholder={value.length === 0 ? placeholder : ''} data={data} value={value} onChange={onChange} comboboxProps={{ width: 'max-content' }} />
}

/** What is chosen can be read also where it can no longer be chosen. */
function withChosen(options: Option[], chosen: string[]): Option[] {
  const gone = [...new Set(chosen)].filter((key) => !options.some(({ value }) => value === key))
  return [...options, ...gone.map((key) => ({ value: key, label: `${key.replaceAll(/[-_]/g, ' ')} (gone)` }))]
}
