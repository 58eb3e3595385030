import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

type Props = { label: string; placeholder: string; value: string; onSearch: (text: string) => void }

/** A search that looks as one types, a moment after the last key. */
export function SearchInput({ label, placeholder, value, onSearch }: Props) {
  const [typed, setTyped] = useState<string>()
  const search = useDebouncedCallback((text: string) => {
    onSearch(text)
    setTyped(undefined)
  }, 250)
  const write = (text: string) => {
    setTyped(text)
    search(text)
  }
  const shown = typed ?? value
  return (
    <TextInput
      type="search" aria-label={label} placeholder={placeholder} value={shown} w={300} maw="100%" maxLength={200}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSection={shown && <CloseButton size="sm" aria-label="Clear the search" onClick={() => write('')} />}
      onChange={(event) => write(event.currentTarget.value)}
    />
  )
}
