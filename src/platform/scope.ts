import { sql, type Kysely, type KyselyPlugin } from 'kysely'
import type { Actor } from '#domain/identity/actor.ts'
import type { Reach } from '#domain/kernel/permission.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'
import { together } from './together.ts'

/** Who asks, for which organization, through which door. */
export type Caller = { organizationId: string; actor: Actor; origin: string; requestId: string }

/**
 * One transaction, one organization, one actor. A verb reads through `db` and leaves what it changed in `pending`;
 * all of it is written in one statement that leaves with the commit (commit_changes in the migrations).
 */
export type Scope = Caller & {
  db: Kysely<Tables>
  /** Outside the transaction: what is done through it stays done even if the rest is undone. */
  beside: Kysely<Tables>
  /** The instant of the whole change, ISO 8601 in UTC. */
  now: string
  /** How far the asked permission reaches: over everything, or over what the actor is assigned to. */
  reach: Reach
  /** The version the caller believes to be changing (If-Match). */
  expectedVersion: number | undefined
  /** What is answered to the claimed request; it is kept in the transaction of its effect. */
  answer: { requestHash: string; status: number; body: string } | undefined
  /** Sections of commit_changes, by name. */
  pending: Record<string, unknown[]>
  /** Where each touched order's chain of events stands. */
  chains: Map<string, { sequence: number; hash: string | null }>
  /**
   * Last chance to fill `pending`, once everything is known, or to send a statement along; by the id of what is saved, so that
   * saving twice writes once.
   */
  beforeCommit: Map<string, () => Promise<unknown> | void>
  /** What the verb makes of an error of the database, such as one that the commit brings. */
  explain: ((error: unknown) => unknown) | undefined
}

/** `now` is given only by those who write down what happened earlier, such as the demo. */
export type ScopeOptions = { reach?: Reach; expectedVersion?: number | undefined; readOnly?: boolean; now?: string | undefined; claim?: Claim | undefined }

/** A request made harmless to repeat: hashes, in hexadecimal, of who asked what under which key, and of what it said. */
export type Claim = { requestHash: string; bodyHash: string }

/** What was answered to a request that was claimed before. */
export type Claimed = { body_hash: string | null; status: number | null; answered: string | null }

/** The claim of a request that is not new. Whatever was begun for it is undone. */
export class ClaimedBefore extends Error {
  readonly claimed: Claimed
  constructor(claimed: Claimed) {
    super('This request was claimed before')
    this.claimed = claimed
  }
}

/**
 * Runs `work` inside a transaction of the caller's organization; row level security confines every statement to it.
 * Deadlocks and serialization failures are tried again, at most three times in all; so is an order whose id came in a moment
 * earlier from elsewhere, which the second look finds.
 */
export async function withScope<T>(database: Database, caller: Caller, options: ScopeOptions, work: (scope: Scope) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(database, caller, options, work)
    } catch (error) {
      if (attempt >= 3 || !isWorthRetrying(error)) throw error
    }
  }
}

function inTransaction<T>(database: Database, caller: Caller, options: ScopeOptions, work: (scope: Scope) => Promise<T>): Promise<T> {
  return database.onOneConnection(async (db) => {
    // What the work asks first leaves with the claim; the work hears an answer only if the request is new.
    const opened = open(db, caller.organizationId, options)
    const scope: Scope = {
      ...caller,
      db: options.claim ? db.withPlugin(answeringAfter(opened)) : db,
      beside: database.beside,
      now: options.now ?? new Date().toISOString(),
      reach: options.reach ?? 'all',
      expectedVersion: options.expectedVersion,
      answer: undefined,
      pending: {},
      chains: new Map(),
      beforeCommit: new Map(),
      explain: undefined,
    }
    try {
      const [, result] = await together(opened, work(scope))
      const { changes, sent } = takePending(scope)
      // Sent together: PostgreSQL skips the COMMIT where the write fails.
      await together(...sent, ...(changes === undefined ? [] : [write(scope, changes)]), ask(db, 'COMMIT'))
      if (!options.readOnly) for (const heard of commitListeners) heard()
      return result
    } catch (error) {
      await ask(db, 'ROLLBACK').catch(() => {})
      throw scope.explain?.(error) ?? error
    }
  })
}

// Begins, confines and claims. A duplicate that arrives while the first is at work waits here, and then finds its answer.
async function open(db: Kysely<Tables>, organizationId: string, { readOnly, claim }: ScopeOptions): Promise<void> {
  const begun = ask(db, readOnly ? 'BEGIN READ ONLY' : 'BEGIN')
  if (!claim) return void (await together(begun, sql`SELECT set_config('app.organization', ${organizationId}, true)`.execute(db)))
  const [, { rows: [claimed] }] = await together(begun, sql<Claimed & { is_new: boolean }>`SELECT * FROM open_claimed(${organizationId}, ${claim.requestHash}, ${claim.bodyHash})`.execute(db))
  if (claimed && !claimed.is_new) throw new ClaimedBefore(claimed)
}

function ask(db: Kysely<Tables>, statement: 'BEGIN' | 'BEGIN READ ONLY' | 'COMMIT' | 'ROLLBACK'): Promise<unknown> {
  return sql.raw(statement).execute(db)
}

function answeringAfter(opened: Promise<void>): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await opened
      return result
    },
  }
}

const commitListeners = new Set<() => void>()

/** Hears of every change this program commits, so that what follows it need not wait for the next look. */
export function onCommitted(listener: () => void): () => void {
  commitListeners.add(listener)
  return () => commitListeners.delete(listener)
}

/** Adds rows to a section of what leaves with the commit. */
export function leave(scope: Scope, section: string, ...rows: unknown[]): void {
  ;(scope.pending[section] ??= []).push(...rows)
}

/** Says no when the caller's version is not the current one (G18). `current` is shown beside the refusal. */
export function refuseStale(scope: Scope, currentVersion: number): void {
  if (scope.expectedVersion === undefined || scope.expectedVersion === currentVersion) return
  refuse('precondition-failed', `This was changed in the meantime: it is at version ${currentVersion}, not ${scope.expectedVersion}. Read it again, then repeat your change.`, {
    extra: { currentVersion },
  })
}

/** Writes what was left so far, for a verb of several steps: the next one finds what the one before it changed. */
export async function writePending(scope: Scope): Promise<void> {
  const { changes, sent } = takePending(scope)
  scope.beforeCommit.clear()
  scope.pending = {}
  await together(...sent, ...(changes === undefined ? [] : [write(scope, changes)]))
}

/** What the verb left behind, as commit_changes takes it, undefined where there is nothing to write; and what is on its way already. */
function takePending(scope: Scope): { changes: string | undefined; sent: Promise<unknown>[] } {
  const sent = [...scope.beforeCommit.values()].flatMap((fill) => fill() ?? [])
  return { changes: Object.keys(scope.pending).length > 0 || scope.answer ? JSON.stringify(scope.pending) : undefined, sent }
}

function write({ db, organizationId, answer }: Scope, changes: string): Promise<unknown> {
  if (!answer) return sql`SELECT commit_changes(${organizationId}, ${changes}::jsonb)`.execute(db)
  return sql`SELECT commit_answered(${organizationId}, ${changes}::jsonb, ${answer.requestHash}, ${answer.status}, ${answer.body})`.execute(db)
}

function isWorthRetrying(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  return code === '40001' || code === '40P01' || (code === '23505' && constraint === 'orders_pkey')
}
