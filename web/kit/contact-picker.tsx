import type { ShownCustomer } from '#domain/customers/contract.ts'
import { useAsk } from '../asking.ts'
import { useWords } from '../session/session.ts'
import { SearchPicker, usePickerSearch } from './search-picker.tsx'

/** Finds a customer by name, phone or email, in any form. */
export function ContactPicker({ label, onPick }: { label?: string; onPick: (customer: ShownCustomer) => void }) {
  const words = useWords()
  const search = usePickerSearch()
  const { data, isFetching } = useAsk('customer.list', { ...search.asked, limit: 8 }, { enabled: search.isOpen, keepPrevious: true })
  const options = data?.items.map((customer) => ({ key: customer.id, name: customer.name, about: [customer.email, customer.phone].filter(Boolean).join(' · '), found: customer }))
  return (
    <SearchPicker
      search={search} label={label ?? `Select ${words.customer.toLowerCase()}`} placeholder="Name, phone or email" of={words.customers}
      options={options} isFetching={isFetching} nothing="Nobody found" onPick={onPick}
    />
  )
}
