import { hangBell } from './bell.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

/** Something time itself asks for. `run` says whether there is more to do at once. Every node may run it at the same time. */
export type Recurring = { name: string; everySeconds: number; run: (clock: { database: Database; log: Log; signal: AbortSignal }) => Promise<boolean> }

/** Runs each of them now and then every so many seconds, without ever overlapping itself on this node. */
export function startClock({ database, log, recurring }: { database: Database; log: Log; recurring: Recurring[] }): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const bells = recurring.map(() => hangBell())
  const running = recurring.map(async ({ name, everySeconds, run }, index) => {
    while (!stopping.signal.aborted) {
      let hasMore = false
      try {
        hasMore = await run({ database, log, signal: stopping.signal })
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error, recurring: name }, 'What the clock asked for failed; it is tried again at the next turn.')
      }
      if (!hasMore) await bells[index]?.wait(everySeconds * 1_000)
    }
  })
  return {
    async stop() {
      stopping.abort()
      for (const bell of bells) bell.ring()
      await Promise.all(running)
    },
  }
}
