import { Combobox, InputBase, Loader, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { useAsk } from '../asking.ts'
import { useWords } from '../session/session.ts'
import classes from './contact-picker.module.css'

// Combobox.Target brings aria-controls and aria-expanded, and leaves the role they belong to to its input.
export const searching = { role: 'combobox' }

/** Finds a customer by name, phone or email, in any form. */
export function ContactPicker({ label, onPick }: { label?: string; onPick: (customer: ShownCustomer) => void }) {
  const words = useWords()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const found = useAsk('customer.list', { ...(q ? { q } : {}), limit: 8 }, { enabled: combobox.dropdownOpened, keepPrevious: true })
  const customers = found.data?.items ?? []
  const pick = (id: string) => {
    const customer = customers.find((candidate) => candidate.id === id)
    if (customer) onPick(customer)
    setText('')
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={pick} withinPortal>
      <Combobox.Target withExpandedAttribute>
        <InputBase
          label={label ?? `Select ${words.customer.toLowerCase()}`} placeholder="Name, phone or email" value={text} autoComplete="off" {...searching} rightSection={found.isFetching && <Loader size={14} />}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onClick={() => combobox.openDropdown()} onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={words.customers} mah={260} style={{ overflowY: 'auto' }}>
          {customers.map((customer) => (
            <Combobox.Option key={customer.id} value={customer.id}>
              <span className={classes.name}>{customer.name}</span>
              <span className={classes.reach}>{[customer.email, customer.phone].filter(Boolean).join(' · ')}</span>
            </Combobox.Option>
          ))}
          {found.data && customers.length === 0 && <Combobox.Empty>Nobody found</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
