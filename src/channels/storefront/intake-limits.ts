import { rateLimit } from '#channels/http/rate-limits.ts'
import { Refusal } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'
import { sharedLimit } from '#platform/shared-limit.ts'

/**
 * How much strangers may ask, by the network they come from and by the link they use, each in a pool of its own: a flood of one
 * kind does not starve the others, one network cannot use up a link, and one link cannot use up this Docket. What a stranger writes,
 * and what they guess at, is counted across all nodes; what they read, on each node for itself.
 */
export function intakeLimits(database: Database, isOn: boolean) {
  const asking = rateLimit({ perMinute: 300, burst: 300 })
  const guessing = sharedLimit(database, { name: 'intake guesses', perMinute: 20, burst: 40 })
  const starting = sharedLimit(database, { name: 'intake starts', perMinute: 20, burst: 40 })
  const startingAtLink = sharedLimit(database, { name: 'intake starts at a link', perMinute: 600, burst: 1_000 })
  const finishing = sharedLimit(database, { name: 'intake finishes', perMinute: 10, burst: 20 })
  const finishingAtLink = sharedLimit(database, { name: 'intake finishes at a link', perMinute: 120, burst: 300 })
  const uploading = sharedLimit(database, { name: 'intake uploads', perMinute: 30, burst: 60 })
  const take = async (pool: { take(key: string): Promise<void> }, key: string) => {
    if (isOn) await pool.take(key)
  }
  return {
    ask(network: string) {
      if (isOn) asking.take(network)
    },
    async start(network: string, link: string) {
      await take(starting, network)
      await take(startingAtLink, link)
    },
    async finish(network: string, link: string) {
      await take(finishing, network)
      await take(finishingAtLink, link)
    },
    upload: (network: string) => take(uploading, network),
    /** Counts only what was not there, so that whoever has the right link and token is never slowed down by it. */
    async whileGuessing<T>(network: string, work: () => Promise<T>): Promise<T> {
      if (isOn) guessing.refuseKnownEmpty(network)
      try {
        return await work()
      } catch (error) {
        if (error instanceof Refusal && error.slug === 'not-found') await take(guessing, network)
        throw error
      }
    },
  }
}
