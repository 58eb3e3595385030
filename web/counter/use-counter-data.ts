import { useCallback, useEffect, useRef, useState } from 'react'
import { isProblem, wordsFor } from '../problem.ts'
import { keptCounter, readCounter, type CounterData } from './counter-data.ts'
import { openCounterStore, type CounterStore } from './counter-store.ts'
import { isUnreachable } from './network.ts'

export type Counter = { store: CounterStore; data: CounterData; /** Read just now, and not only kept from before. */ isFresh: boolean }

/** The counter of an organization: what was kept at once, what is true today as soon as it was read. */
export function useCounterData(organization: string, onSignedOut: () => void): { counter: Counter | undefined; failure: string | undefined; again: () => void } {
  const [counter, setCounter] = useState<Counter>()
  const [failure, setFailure] = useState<string>()
  const [tries, setTries] = useState(0)
  const signOut = useRef(onSignedOut)
  useEffect(() => void (signOut.current = onSignedOut))
  useEffect(() => {
    let isStale = false
    const open = async () => {
      const store = await openCounterStore()
      const kept = await keptCounter(store, organization)
      if (isStale) return
      if (kept) setCounter((before) => before ?? { store, data: kept, isFresh: false })
      try {
        const data = await readCounter(store, organization)
        if (isStale) return
        setFailure(undefined)
        setCounter({ store, data, isFresh: true })
      } catch (error) {
        if (isStale) return
        if (isProblem(error, 'unauthenticated')) return signOut.current()
        if (!kept || !isUnreachable(error)) setFailure(wordsFor(error))
      }
    }
    void open()
    const reopen = () => void open()
    window.addEventListener('online', reopen)
    return () => {
      isStale = true
      window.removeEventListener('online', reopen)
    }
    // eslint-disable-next-line react/exhaustive-effect-dependencies -- read again when asked to
  }, [organization, tries])
  return { counter, failure, again: useCallback(() => setTries((before) => before + 1), []) }
}
