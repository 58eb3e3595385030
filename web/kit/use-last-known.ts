import { useState } from 'react'

/** What is known, or what was known last: keeps the place of what is being read anew. */
export function useLastKnown<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value)
  if (value !== undefined && value !== last) setLast(value)
  return value ?? last
}
