import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Database } from './database.ts'

const REMEMBERED = 50_000

/** A pool of tokens for each key, filled again evenly, that all nodes share: one row in PostgreSQL (docs/decisions/0013). */
export type SharedLimit = {
  /** Spends a token, or says when there will be one. */
  take(key: string): Promise<void>
  /** Says no where no token is left, without spending one. */
  refuseEmpty(key: string): Promise<void>
  /** The same by what this node was told before, without asking the database: for what is asked all the time. */
  refuseKnownEmpty(key: string): void
  /** Fills the pool again at once. */
  fill(key: string): Promise<void>
}

/** `name` tells this limit's pools from every other's. A pool that is known to be empty is not asked for again until it has a token. */
export function sharedLimit({ db }: Database, options: { name: string; perMinute: number; burst: number; words?: (seconds: number) => string }): SharedLimit {
  const perSecond = options.perMinute / 60
  const emptyUntil = new Map<string, number>()

  const refuseKnownEmpty = (key: string) => {
    const seconds = ((emptyUntil.get(key) ?? 0) - performance.now()) / 1000
    if (seconds > 0) refuseTooMany(seconds, options.words)
  }
  const ask = async (key: string, wanted: 0 | 1) => {
    refuseKnownEmpty(key)
    const { rows } = await sql<{ wait: number }>`SELECT take_token(${poolOf(options.name, key)}, ${perSecond}, ${options.burst}, ${wanted}) AS wait`.execute(db)
    const wait = rows[0]?.wait ?? 0
    if (wait <= 0) return
    if (emptyUntil.size >= REMEMBERED) emptyUntil.clear()
    emptyUntil.set(key, performance.now() + wait * 1000)
    refuseTooMany(wait, options.words)
  }
  return {
    take: (key) => ask(key, 1),
    refuseEmpty: (key) => ask(key, 0),
    refuseKnownEmpty,
    async fill(key) {
      emptyUntil.delete(key)
      await sql`DELETE FROM rate_limit WHERE pool = ${poolOf(options.name, key)}`.execute(db)
    },
  }
}

/** Says no to one request too many, and when to ask again. */
export function refuseTooMany(seconds: number, words?: (seconds: number) => string): never {
  const retryAfter = Math.max(1, Math.ceil(seconds))
  return refuse('rate-limited', words?.(retryAfter) ?? 'Too many requests in a short time. Wait a moment, then go on.', { extra: { retryAfter } })
}

// A hash, so that the table holds nobody's address.
function poolOf(name: string, key: string): Buffer {
  return createHash('sha256').update(`${name}\n${key}`).digest()
}
