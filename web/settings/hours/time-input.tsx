import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { readTime } from './read-time.ts'

type Props = { label: string; end: 'opens' | 'closes'; value: string; error: string | undefined; disabled: boolean; onChange: (time: string) => void }

/** A wall time, typed as one likes to: 9, 9:30, 5 pm. It is read when one goes on. */
export function TimeInput({ label, end, value, error, disabled, onChange }: Props) {
  const [typed, setTyped] = useState<string>()
  const settle = () => {
    if (typed !== undefined && readTime(typed, end) !== value) onChange(readTime(typed, end))
    setTyped(undefined)
  }
  return (
    <TextInput
      aria-label={label} w={76} maxLength={8} inputMode="text" autoComplete="off" disabled={disabled} value={typed ?? value} error={error !== undefined}
      onChange={(event) => setTyped(event.currentTarget.value)} onBlur={settle} onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}
