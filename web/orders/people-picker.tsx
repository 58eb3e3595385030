import { Combobox, useCombobox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { PersonOption, usePeople, type Person } from '../kit/people.tsx'
import { wordsFor } from '../problem.ts'
import { RowAnchor } from './row-anchor.tsx'

type Props = {
  chosen: Person[]
  /** Stays open, so that several can be chosen one after another. */
  several: boolean
  /** The cell it was opened from. */
  cell: HTMLElement
  onChange: (person: Person, isIn: boolean) => void
  onClose: () => void
}

/** Chooses among the team from a row of a list; choosing one who is chosen takes them off. */
export function PeoplePicker({ chosen, several, cell, onChange, onClose }: Props) {
  const [sought, setSought] = useState('')
  const { people, error, isKnown } = usePeople(chosen)
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose })
  const { focusSearchInput, selectFirstOption } = combobox
  useEffect(() => focusSearchInput(), [focusSearchInput])
  // Enter then takes the first that fits.
  useEffect(() => void (sought && selectFirstOption()), [sought, selectFirstOption])
  const isChosen = (id: string) => chosen.some((person) => person.id === id)
  const found = people.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()))
  const submit = (id: string) => {
    const person = found.find((one) => one.id === id)
    if (person) onChange({ id, name: person.name }, !isChosen(id))
  }

  return (
    <Combobox store={combobox} onOptionSubmit={submit} position="bottom-start" width={310} shadow="md" withinPortal>
      <RowAnchor cell={cell} Target={Combobox.DropdownTarget} />
      <Combobox.Dropdown>
        <Combobox.Search value={sought} onChange={(event) => setSought(event.currentTarget.value)} placeholder="Find a person" aria-label="Find a person" onBlur={several ? undefined : onClose} />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label="People">
          {Boolean(error) && <Combobox.Empty>{wordsFor(error)}</Combobox.Empty>}
          {isKnown && found.length === 0 && <Combobox.Empty>Nobody here is called that.</Combobox.Empty>}
          {found.map((person) => (
            <Combobox.Option key={person.id} value={person.id} active={isChosen(person.id)}>
              <PersonOption person={person} isChosen={isChosen(person.id)} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
