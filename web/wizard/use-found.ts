import { useEffect, useState } from 'react'
import { wordsFor } from '../problem.ts'

export type Found<T> = { of: string; value?: T; failure?: string }

/** Looks something up whenever what is asked changes; what comes too late is dropped, and an old answer says what it answers. */
export function useFound<T>(of: string | undefined, look: (of: string) => Promise<T> | undefined): Found<T> | undefined {
  const [found, setFound] = useState<Found<T>>()
  useEffect(() => {
    let isStale = false
    if (of !== undefined) look(of)?.then((value) => !isStale && setFound({ of, value }), (error: unknown) => !isStale && setFound({ of, failure: wordsFor(error) }))
    return () => void (isStale = true)
  }, [of, look])
  return of === undefined ? undefined : found
}
