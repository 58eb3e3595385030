import { useCallback, useEffect, useState } from 'react'
import { senderFor } from './counter-client.ts'
import type { CounterStore, KeptRun } from './counter-store.ts'
import { sendWaiting, waitingIn, type Sent } from './send-queue.ts'

const PAUSE = 15_000

export type Queue = { waiting: KeptRun[]; refused: KeptRun[]; drafts: KeptRun[]; sent: Sent[]; send: () => Promise<void>; refresh: () => Promise<void> }

/** What waits on this device, sent as soon as it can be: when the network comes back, when the page opens, and every so often. */
export function useQueue(store: CounterStore, organization: string): Queue {
  const [kept, setKept] = useState<Pick<Queue, 'waiting' | 'refused' | 'drafts'>>({ waiting: [], refused: [], drafts: [] })
  const [sent, setSent] = useState<Sent[]>([])

  const refresh = useCallback(async () => {
    const here = (await store.runs.list()).filter((run) => run.organization === organization)
    const drafts = here.filter(({ state, summary }) => state === 'draft' && summary !== '').sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
    setKept({ waiting: await waitingIn(store, organization), refused: here.filter(({ state }) => state === 'refused'), drafts })
  }, [store, organization])

  const send = useCallback(async () => {
    // One tab at a time: two would send the same, harmlessly but for nothing.
    const newlySent = await withLock(`docket-counter-${organization}`, () => sendWaiting(store, organization, senderFor(organization)))
    if (newlySent.length > 0) setSent((before) => [...newlySent.toReversed(), ...before].slice(0, 20))
    await refresh()
  }, [store, organization, refresh])

  useEffect(() => {
    // eslint-disable-next-line react/set-state-in-effect -- what waits is read from the device, which is outside
    void send()
    const resume = () => void send()
    window.addEventListener('online', resume)
    const timer = setInterval(resume, PAUSE)
    return () => {
      window.removeEventListener('online', resume)
      clearInterval(timer)
    }
  }, [send])
  return { ...kept, sent, send, refresh }
}

async function withLock<T>(name: string, go: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(name, go) : go()
}
