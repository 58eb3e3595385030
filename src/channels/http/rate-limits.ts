import { refuse } from '#domain/kernel/refusal.ts'

const KEPT = 50_000

/** Whom an address stands for: an IPv4 address one line, an IPv6 one the whole /64 that one line is given. */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}

/**
 * A pool of tokens for each key, filled again evenly: `take` spends one or says when there will be one. A memory of this
 * node's alone, which bounds what one caller can make one node do.
 */
export type RateLimit = { take(key: string): void; refuseEmpty(key: string): void }

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
  const refuseEmpty = (key: string) => {
    const pool = poolOf(key)
    if (pool.tokens < 1) refuse('rate-limited', 'Too many requests in a short time. Wait a moment, then go on.', { extra: { retryAfter: Math.ceil((1 - pool.tokens) / perMillisecond / 1000) } })
    return pool
  }
  return {
    take: (key) => { refuseEmpty(key).tokens -= 1 },
    refuseEmpty: (key) => { refuseEmpty(key) },
  }
}
