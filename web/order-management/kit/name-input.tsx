import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & { value: string; onName: (name: string) => void }

/** A name, which is never nothing: emptied, it complains, and left empty, it is what it was. */
export function NameInput({ value, onName, onBlur, ...props }: Props) {
  const [typed, setTyped] = useState<string>()
  const isEmpty = typed?.trim() === ''
  return (
    <TextInput
      maxLength={60} autoComplete="off" {...props} value={typed ?? value} error={isEmpty ? 'It needs a name.' : props.error}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        if (event.currentTarget.value.trim()) onName(event.currentTarget.value)
      }}
      onBlur={(event) => {
        setTyped(undefined)
        onBlur?.(event)
      }}
    />
  )
}
