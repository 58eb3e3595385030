import { useState } from 'react'

/** A number as it is typed: what cannot be read as one stays in the field, and says so. */
export function useNumberText(value: number | undefined, set: (value: number | undefined) => void) {
  const [typed, setTyped] = useState<string>()
  const unreadable = typed !== undefined && typed.trim() !== '' && readNumber(typed) === undefined
  return {
    value: typed ?? (value === undefined ? '' : String(value)),
    unreadable: unreadable ? 'This is not a number: 12.5' : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      setTyped(event.currentTarget.value)
      set(readNumber(event.currentTarget.value))
    },
    onBlur: () => {
      if (!unreadable) setTyped(undefined)
    },
  }
}

/** "12.5" and "12,5" alike; undefined for anything that is no number. */
export function readNumber(text: string): number | undefined {
  const cleaned = text.trim().replace(',', '.')
  return /^-?\d{1,12}(\.\d{0,6})?$/.test(cleaned) ? Number(cleaned) : undefined
}
