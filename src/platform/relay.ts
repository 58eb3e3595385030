import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { hangBell } from './bell.ts'
import { connect } from './connection.ts'
import type { Log } from './log.ts'
import { onCommitted } from './scope.ts'

/** Which subscriber follows which type of event. */
export type Subscription = { type: string; subscriber: string }

// Any number; the connection that holds it is the one relay of all nodes.
const LOCK = 7_265_002
const BETWEEN_BATCHES = 25
// Only a full batch is followed by the next at once: many small ones would cost the machine more than the orders they follow.
const FULL_BATCH = 500
const LONGEST_IDLE = 200
const BETWEEN_TRIES_TO_LEAD = 500

/**
 * Hands committed events on: from the outbox to the feed that live screens read and to the subscribers' jobs.
 *
 * One relay works over all nodes. It holds an advisory lock on the very connection it writes through: losing the connection
 * rolls back its batch before the lock is free, so two relays can never write at once. That is why positions in the feed are
 * handed out in the order in which they become visible, and a reader at position n has missed nothing below n. The outbox's
 * own ids cannot promise that: a transaction that drew a low id may commit after one that drew a higher one.
 */
export function startRelay({ url, log, subscriptions }: { url: string; log: Log; subscriptions: Subscription[] }): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const bell = hangBell()
  const deafen = onCommitted(bell.ring)
  const running = keepRelaying()
  return {
    async stop() {
      stopping.abort()
      deafen()
      bell.ring()
      await running
    },
  }

  async function keepRelaying(): Promise<void> {
    while (!stopping.signal.aborted) {
      let client: pg.Client | undefined
      try {
        client = await connect(url, 'docket relay')
        if (await lead(client)) await relay(client)
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'The relay lost its connection and takes another.')
        await bell.wait(BETWEEN_TRIES_TO_LEAD)
      }
      await client?.end().catch(() => {})
    }
  }

  // Tried again and again rather than waited for: a statement that waits holds a snapshot, and with it back every vacuum.
  async function lead(client: pg.Client): Promise<boolean> {
    while (!stopping.signal.aborted) {
      const { rows } = await client.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1) AS leads', [LOCK])
      if (rows[0]?.leads) return true
      await pause(BETWEEN_TRIES_TO_LEAD, undefined, { signal: stopping.signal }).catch(() => {})
    }
    return false
  }

  // Polled, because a NOTIFY in every change would make commits take turns. A change of this program rings the bell instead.
  async function relay(client: pg.Client): Promise<void> {
    let idle = BETWEEN_BATCHES
    while (!stopping.signal.aborted) {
      const { moved, more } = await moveBatch(client)
      if (more && moved >= FULL_BATCH) continue
      idle = moved > 0 ? BETWEEN_BATCHES : Math.min(idle * 2, LONGEST_IDLE)
      await pause(BETWEEN_BATCHES)
      await bell.wait(idle - BETWEEN_BATCHES)
    }
  }

  async function moveBatch(client: pg.Client): Promise<{ moved: number; more: boolean }> {
    const { rows } = await client.query<{ moved: number; more: boolean }>({ name: 'relay', text: 'SELECT moved, more FROM relay_batch($1)', values: [JSON.stringify(subscriptions)] })
    return rows[0] ?? { moved: 0, more: false }
  }
}
