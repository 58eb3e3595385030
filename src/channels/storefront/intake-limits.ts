import { rateLimit } from '#channels/http/rate-limits.ts'
import { Refusal } from '#domain/kernel/refusal.ts'

/**
 * How much strangers may ask, by the network they come from and by the link they use, each in a pool of its own: a flood of one
 * kind does not starve the others, one network cannot use up a link, and one link cannot use up this Docket.
 */
export function intakeLimits(isOn: boolean) {
  const asking = rateLimit({ perMinute: 300, burst: 300 })
  const guessing = rateLimit({ perMinute: 20, burst: 40 })
  const starting = rateLimit({ perMinute: 20, burst: 40 })
  const startingAtLink = rateLimit({ perMinute: 600, burst: 1_000 })
  const finishing = rateLimit({ perMinute: 10, burst: 20 })
  const finishingAtLink = rateLimit({ perMinute: 120, burst: 300 })
  const uploading = rateLimit({ perMinute: 30, burst: 60 })
  const take = (pool: { take(key: string): void }, key: string) => {
    if (isOn) pool.take(key)
  }
  return {
    ask: (network: string) => take(asking, network),
    start: (network: string, link: string) => {
      take(starting, network)
      take(startingAtLink, link)
    },
    finish: (network: string, link: string) => {
      take(finishing, network)
      take(finishingAtLink, link)
    },
    upload: (network: string) => take(uploading, network),
    /** Counts only what was not there, so that whoever has the right link and token is never slowed down by it. */
    async whileGuessing<T>(network: string, work: () => Promise<T>): Promise<T> {
      if (isOn) guessing.refuseEmpty(network)
      try {
        return await work()
      } catch (error) {
        if (error instanceof Refusal && error.slug === 'not-found') take(guessing, network)
        throw error
      }
    },
  }
}
