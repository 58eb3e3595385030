import { refuseTooMany } from '#platform/shared-limit.ts'

const KEPT = 50_000

/**
 * A pool of tokens for each key, filled again evenly: `take` spends one or says when there will be one. A memory of this
 * node's alone, which bounds what one caller can make one node do; what must hold across nodes is a shared limit.
 */
export type RateLimit = { take(key: string): void }

export function rateLimit(options: { perMinute: number; burst: number; now?: () => number }): RateLimit {
  const now = options.now ?? Date.now
  const perMillisecond = options.perMinute / 60_000
  const pools = new Map<string, { tokens: number; at: number }>()

  const poolOf = (key: string) => {
    const at = now()
    const before = pools.get(key)
    const tokens = before ? Math.min(options.burst, before.tokens + (at - before.at) * perMillisecond) : options.burst
    const pool = { tokens, at }
    // Written anew at the end, so that the first of the map is the one unused for longest.
    pools.delete(key)
    pools.set(key, pool)
    const oldest = pools.size > KEPT ? pools.keys().next().value : undefined
    if (oldest !== undefined) pools.delete(oldest)
    return pool
  }
  return {
    take(key) {
      const pool = poolOf(key)
      if (pool.tokens < 1) refuseTooMany((1 - pool.tokens) / perMillisecond / 1000)
      pool.tokens -= 1
    },
  }
}
