import { Combobox, InputBase, Loader, useCombobox, type ComboboxStore } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import classes from './search-picker.module.css'

/** One thing that was found: its name, and what tells it from others of that name. */
export type Found<T> = { key: string; name: string; about: string; found: T }

type PickerSearch = { text: string; setText: (text: string) => void; combobox: ComboboxStore; asked: { q?: string }; isOpen: boolean }

/** What is typed into a picker, as it is asked for once the typing rests; nothing is asked before its list is open. */
export function usePickerSearch(): PickerSearch {
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  return { text, setText, combobox, asked: q ? { q } : {}, isOpen: combobox.dropdownOpened }
}

// Combobox.Target brings aria-controls and aria-expanded, and leaves the role they belong to to its input.
const searching = { role: 'combobox' }

type Props<T> = {
  search: PickerSearch
  label: string
  placeholder: string
  /** What the list is a list of. */
  of: string
  size?: 'xs' | 'sm'
  /** Undefined while nothing was asked or answered yet. */
  options: Found<T>[] | undefined
  isFetching: boolean
  nothing: string
  onPick: (found: T) => void
}

/** Finds something by what one types, and hands over the one that is picked. */
export function SearchPicker<T>({ search: { text, setText, combobox }, label, placeholder, of, size = 'sm', options, isFetching, nothing, onPick }: Props<T>) {
  const pick = (key: string) => {
    const option = options?.find((candidate) => candidate.key === key)
    if (option) onPick(option.found)
    setText('')
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target withExpandedAttribute>
        <InputBase
          {...searching} label={label} placeholder={placeholder} size={size} value={text} autoComplete="off" rightSection={isFetching && <Loader size={14} />}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onClick={() => combobox.openDropdown()} onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={of} mah={260} style={{ overflowY: 'auto' }}>
          {options?.map(({ key, name, about }) => (
            <Combobox.Option key={key} value={key}>
              <span className={classes.name}>{name}</span>
              <span className={classes.about}>{about}</span>
            </Combobox.Option>
          ))}
          {options?.length === 0 && <Combobox.Empty>{nothing}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
