import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './add-by-name.module.css'

type Props = { label: string; placeholder: string; action?: string; maxLength?: number; onAdd: (name: string) => void }

/** Adds an entry to a list by its name; ready at once for the next. */
export function AddByName({ label, placeholder, action = 'Add', maxLength = 60, onAdd }: Props) {
  const [name, setName] = useState('')
  const add = () => {
    if (name.trim() === '') return
    onAdd(name.trim())
    setName('')
  }
  return (
    <div className={classes.add}>
      <TextInput
        aria-label={label} placeholder={placeholder} maxLength={maxLength} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <Button variant="light" leftSection={<IconPlus size={16} />} disabled={name.trim() === ''} onClick={add}>{action}</Button>
    </div>
  )
}
