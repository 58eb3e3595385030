import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { shiftDay, useChoices, type FilterKind } from './filter-kinds.ts'
import type { OrdersFilter } from './orders-search.ts'
import classes from './filter-bar.module.css'

type Props<K extends FilterKind = FilterKind> = { kind: K; title: string; filter: OrdersFilter; onChange: (change: OrdersFilter) => void }

/** Where one filter is set; what is chosen holds at once. */
export default function FilterEditor({ kind, ...rest }: Props) {
  if (kind.kind === 'days') return <DaysEditor kind={kind} {...rest} />
  if (kind.kind === 'flag') return <FlagEditor kind={kind} {...rest} />
  return kind.name === 'tag' ? <TagEditor kind={kind} {...rest} /> : <ListEditor kind={kind} {...rest} />
}

function ListEditor({ kind: { name }, title, filter, onChange }: Props<Extract<FilterKind, { kind: 'list' }>>) {
  const choices = useChoices(name)
  const chosen: readonly string[] = filter[name] ?? []
  const toggle = (value: string, isOn: boolean) => {
    const next = isOn ? [...chosen, value] : chosen.filter((other) => other !== value)
    onChange({ [name]: next.length > 0 ? next : undefined })
  }
  return (
    <fieldset className={classes.editor}>
      <legend>{title}</legend>
      {choices.map(({ value, label }, i) => (
        <label key={value} className={classes.choice}>
          <input type="checkbox" data-autofocus={i === 0 || undefined} checked={chosen.includes(value)} onChange={(event) => toggle(value, event.currentTarget.checked)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function TagEditor({ kind: { name }, title, filter, onChange }: Props<Extract<FilterKind, { kind: 'list' }>>) {
  const [tag, setTag] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (tag.trim()) onChange({ [name]: [...new Set([...(filter[name] ?? []), tag.trim()])] })
    setTag('')
  }
  return (
    <form className={classes.editor} onSubmit={add}>
      <TextInput label={title} data-autofocus value={tag} onChange={(event) => setTag(event.currentTarget.value)} maxLength={50} />
      <Button type="submit" size="xs" variant="default">Add</Button>
    </form>
  )
}

function DaysEditor({ kind: { name }, title, filter, onChange }: Props<Extract<FilterKind, { kind: 'days' }>>) {
  const [from, to] = [filter[`${name}From`], filter[`${name}To`]]
  return (
    <fieldset className={classes.editor}>
      <legend>{title}</legend>
      <TextInput type="date" label="From" data-autofocus value={from ?? ''} onChange={(event) => onChange({ [`${name}From`]: event.currentTarget.value || undefined })} />
      <TextInput type="date" label="To, that day included" value={to ? shiftDay(to, -1) : ''} onChange={(event) => onChange({ [`${name}To`]: event.currentTarget.value ? shiftDay(event.currentTarget.value, 1) : undefined })} />
    </fieldset>
  )
}

function FlagEditor({ kind: { name, yes, no }, title, filter, onChange }: Props<Extract<FilterKind, { kind: 'flag' }>>) {
  const choices: [string, boolean | undefined][] = [['Either', undefined], [yes, true], [no, false]]
  return (
    <fieldset className={classes.editor}>
      <legend>{title}</legend>
      {choices.map(([label, value]) => (
        <label key={label} className={classes.choice}>
          <input type="radio" name={name} data-autofocus={filter[name] === value || undefined} checked={filter[name] === value} onChange={() => onChange({ [name]: value })} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
