import { Button, CloseButton, Popover, TextInput, UnstyledButton } from '@mantine/core'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useShortcuts } from '../keyboard/registry.ts'
import { filterKinds, isActive, namesOf, shiftDay, useChoices, useFilterNames, type FilterKind } from './filter-kinds.ts'
import { useOrders } from './orders-context.ts'
import type { OrdersFilter } from './orders-search.ts'
import classes from './filter-bar.module.css'

const FilterEditor = lazy(() => import('./filter-editor.tsx'))

type Props = { filter: OrdersFilter; onChange: (change: OrdersFilter) => void; onClear: () => void }

/** Search, the filters that are on as chips, and one button for the others. The address holds them all. */
export function FilterBar({ filter, onChange, onClear }: Props) {
  const { words } = useOrders()
  const active = filterKinds.filter((kind) => isActive(kind, filter))
  return (
    <search className={classes.bar}>
      <SearchBox q={filter.q ?? ''} placeholder={`Search ${words.orders.toLowerCase()}`} onSearch={(q) => onChange({ q })} />
      {active.map((kind) => (
        <Chip key={kind.key} kind={kind} filter={filter} onChange={onChange} />
      ))}
      <AddFilter filter={filter} onChange={onChange} />
      {(active.length > 0 || filter.q) && <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>Clear all</Button>}
    </search>
  )
}

// Long enough that a word is one question, short enough to feel immediate.
const TYPING_MILLISECONDS = 180

function SearchBox({ q, placeholder, onSearch }: { q: string; placeholder: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(q)
  const [searched, setSearched] = useState(q)
  const input = useRef<HTMLInputElement>(null)
  // The address changed by other means than typing here: back, a link, "clear".
  if (q !== searched) {
    setSearched(q)
    setText(q)
  }
  const search = useEffectEvent((wanted: string) => {
    setSearched(wanted)
    onSearch(wanted)
  })
  useEffect(() => {
    if (text.trim() === searched) return undefined
    const timer = setTimeout(() => search(text.trim()), TYPING_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [text, searched])
  useShortcuts([{ keys: '/', label: 'Search the list', run: () => input.current?.focus() }])
  return (
    <TextInput
      ref={input} className={classes.search} type="search" value={text} onChange={(event) => setText(event.currentTarget.value)} placeholder={placeholder} aria-label={placeholder}
      leftSection={<IconSearch size={16} />} rightSection={text ? <CloseButton size="sm" aria-label="Clear the search" onClick={() => setText('')} /> : undefined}
      onKeyDown={(event) => event.key === 'Escape' && (text ? setText('') : event.currentTarget.blur())}
    />
  )
}

function AddFilter({ filter, onChange }: Omit<Props, 'onClear'>) {
  const [isOpen, setOpen] = useState(false)
  const [kind, setKind] = useState<FilterKind>()
  const names = useFilterNames()
  const setOpened = (open: boolean) => {
    setOpen(open)
    setKind(undefined)
  }
  return (
    <Popover opened={isOpen} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={15} />} onClick={() => setOpened(!isOpen)}>Filter</Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label="Filter">
        {kind
          ? <Suspense><FilterEditor kind={kind} title={names[kind.key] ?? ''} filter={filter} onChange={onChange} /></Suspense>
          : filterKinds.map((one) => <UnstyledButton key={one.key} className={classes.kind} onClick={() => setKind(one)}>{names[one.key]}</UnstyledButton>)}
      </Popover.Dropdown>
    </Popover>
  )
}

function Chip({ kind, filter, onChange }: { kind: FilterKind; filter: OrdersFilter; onChange: (change: OrdersFilter) => void }) {
  const name = useFilterNames()[kind.key] ?? ''
  const words = useFilterWords(kind, filter)
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
      <span className={classes.chip}>
        <Popover.Target>
          <UnstyledButton className={classes.chipWords}>{kind.kind === 'flag' ? words : <>{name}: <b>{words}</b></>}</UnstyledButton>
        </Popover.Target>
        <CloseButton size={24} iconSize={14} aria-label={`Remove the filter ${name}`} onClick={() => onChange(Object.fromEntries(namesOf(kind).map((one) => [one, undefined])))} />
      </span>
      <Popover.Dropdown className={classes.dropdown} aria-label={`Filter by ${name}`}>
        <Suspense><FilterEditor kind={kind} title={name} filter={filter} onChange={onChange} /></Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What a filter is set to, as a person would say it. */
function useFilterWords(kind: FilterKind, filter: OrdersFilter): string {
  const choices = useChoices(kind.kind === 'list' ? kind.name : 'tag')
  if (kind.kind === 'flag') return filter[kind.name] ? kind.yes : kind.no
  if (kind.kind === 'list') return (filter[kind.name] ?? []).map((value) => choices.find((choice) => choice.value === value)?.label ?? (kind.name === 'tag' ? value : '…')).join(' or ')
  const [from, to] = [filter[`${kind.name}From`], filter[`${kind.name}To`]]
  const last = to && shiftDay(to, -1)
  if (from && last) return from === last ? from : `${from} to ${last}`
  return from ? `from ${from}` : `until ${last}`
}
