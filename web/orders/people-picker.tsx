import { Combobox, useCombobox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAsk } from '../asking.ts'
import { Avatar } from '../kit/avatar.tsx'
import { wordsFor } from '../problem.ts'
import type { Person } from './order-edits.ts'
import { RowAnchor } from './row-anchor.tsx'
import classes from './row-menu.module.css'

type Props = {
  chosen: Person[]
  /** Stays open, so that several can be chosen one after another. */
  several: boolean
  /** The cell it was opened from. */
  cell: HTMLElement
  onChange: (person: Person, isIn: boolean) => void
  onClose: () => void
}

/** Chooses among the organization's active members; choosing one who is chosen takes them off. */
export function PeoplePicker({ chosen, several, cell, onChange, onClose }: Props) {
  const [sought, setSought] = useState('')
  const members = useAsk('member.list', { active: true, limit: 500 })
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose })
  const { focusSearchInput, selectFirstOption } = combobox
  useEffect(() => focusSearchInput(), [focusSearchInput])
  // Enter then takes the first that fits.
  useEffect(() => void (sought && selectFirstOption()), [sought, selectFirstOption])
  const isChosen = (id: string) => chosen.some((person) => person.id === id)
  const found = (members.data?.items ?? []).filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()))
  const submit = (id: string) => {
    const member = found.find((one) => one.id === id)
    if (member) onChange({ id, name: member.name }, !isChosen(id))
  }

  return (
    <Combobox store={combobox} onOptionSubmit={submit} position="bottom-start" width={260} shadow="md" withinPortal>
      <RowAnchor cell={cell} Target={Combobox.DropdownTarget} />
      <Combobox.Dropdown>
        <Combobox.Search value={sought} onChange={(event) => setSought(event.currentTarget.value)} placeholder="Find a person" aria-label="Find a person" onBlur={several ? undefined : onClose} />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label="People">
          {members.isError && <Combobox.Empty>{wordsFor(members.error)}</Combobox.Empty>}
          {members.isSuccess && found.length === 0 && <Combobox.Empty>Nobody here is called that.</Combobox.Empty>}
          {found.map(({ id, name, jobTitle }) => (
            <Combobox.Option key={id} value={id} active={isChosen(id)}>
              <span className={classes.person}>
                <Avatar name={name} id={id} />
                <span>{name}{jobTitle && <span className={classes.job}> · {jobTitle}</span>}</span>
                {isChosen(id) && <IconCheck size={16} className={classes.check} aria-label="chosen" />}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
