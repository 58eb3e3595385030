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

/** What is to be done for a caller, in a transaction of its own or one that it shares. */
export type Work<T> = { caller: Caller; options: ScopeOptions; work: (scope: Scope) => Promise<T> }

/**
 * Runs `work` inside a transaction of the caller's organization; row level security confines every statement to it.
 * Deadlocks and serialization failures are tried again, at most three times in all; so is an order whose id came in a moment
 * earlier from elsewhere, which the second look finds.
 */
export async function withScope<T>(database: Database, caller: Caller, options: ScopeOptions, work: (scope: Scope) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [result] = await inTransaction(database, [{ caller, options, work }])
      return result
    } catch (error) {
      if (attempt >= 3 || !isWorthRetrying(causeOf(error))) throw causeOf(error)
    }
  }
}

/**
 * Does several pieces of work of one organization in one transaction, each in a scope of its own; all of them change something. All
 * of it is done or none: where anything fails, `Undone` says that nothing is left of any. Any other error leaves that open.
 */
export function withScopes<T>(database: Database, works: [Work<T>, ...Work<T>[]]): Promise<T[]> {
  return inTransaction(database, works)
}

/** A transaction that is known to have left no trace, and why. */
export class Undone extends Error {
  constructor(cause: unknown) {
    super('The transaction was undone', { cause })
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof Undone ? error.cause : error
}

function inTransaction<T>(database: Database, works: [Work<T>, ...Work<T>[]]): Promise<[T, ...T[]]> {
  return database.onOneConnection(async (db) => {
    const opened = open(db, works)
    // What is asked first leaves with the claims; each work hears an answer only if its request is new.
    const scopes = works.map(({ caller, options }, i) => scopeOf(database, db, caller, options, opened[i]))
    let results: [T, ...T[]]
    try {
      const [, done] = await together(together(...opened), together(...works.map(({ work }, i) => work(scopes[i] as Scope))))
      const { changes, sent } = takePending(scopes)
      // Sent together: PostgreSQL skips the COMMIT where the write fails.
      await together(...sent, ...(changes === undefined ? [] : [write(scopes, changes)]), ask(db, 'COMMIT'))
      results = done as [T, ...T[]]
    } catch (error) {
      const isUndone = await ask(db, 'ROLLBACK').then(() => true, () => false)
      const explained = scopes.reduce((known, { explain }) => explain?.(known) ?? known, error)
      throw isUndone ? new Undone(explained) : explained
    }
    // Behind the commit: what fails here must not pass for something undone.
    if (!works[0].options.readOnly) for (const heard of commitListeners) heard()
    return results
  })
}

function scopeOf(database: Database, db: Kysely<Tables>, caller: Caller, options: ScopeOptions, opened: Promise<void> | undefined): Scope {
  return {
    ...caller,
    db: options.claim && opened ? db.withPlugin(answeringAfter(opened)) : db,
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
}

// Begins, confines and claims. A duplicate that arrives while the first is at work waits here, and then finds its answer.
function open(db: Kysely<Tables>, works: Work<unknown>[]): Promise<void>[] {
  const begun = ask(db, works[0]?.options.readOnly ? 'BEGIN READ ONLY' : 'BEGIN')
  const claimed = works.map(({ caller, options }) => options.claim && claim(db, caller.organizationId, options.claim))
  // The first claim confines as well.
  const confined = claimed.find((one) => one) ?? sql`SELECT set_config('app.organization', ${works[0]?.caller.organizationId}, true)`.execute(db)
  return claimed.map(async (one) => void (await together(begun, confined, one ?? confined)))
}

async function claim(db: Kysely<Tables>, organizationId: string, { requestHash, bodyHash }: Claim): Promise<void> {
  const { rows: [claimed] } = await sql<Claimed & { is_new: boolean }>`SELECT * FROM open_claimed(${organizationId}, ${requestHash}, ${bodyHash})`.execute(db)
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

/** Says no when the caller's version is not the current one. `current` is shown beside the refusal. */
export function refuseStale(scope: Scope, currentVersion: number): void {
  if (scope.expectedVersion === undefined || scope.expectedVersion === currentVersion) return
  refuse('precondition-failed', `This was changed in the meantime: it is at version ${currentVersion}, not ${scope.expectedVersion}. Read it again, then repeat your change.`, {
    extra: { currentVersion },
  })
}

/** Writes what was left so far, for a verb of several steps: the next one finds what the one before it changed. */
export async function writePending(scope: Scope): Promise<void> {
  const { changes, sent } = takePending([scope])
  scope.beforeCommit.clear()
  scope.pending = {}
  await together(...sent, ...(changes === undefined ? [] : [write([scope], changes)]))
}

/** What the verbs left behind, as commit_changes takes it, undefined where there is nothing to write; and what is on its way already. */
function takePending(scopes: Scope[]): { changes: string | undefined; sent: Promise<unknown>[] } {
  const sent = scopes.flatMap(({ beforeCommit }) => [...beforeCommit.values()].flatMap((fill) => fill() ?? []))
  const pending: Scope['pending'] = {}
  for (const scope of scopes) for (const [section, rows] of Object.entries(scope.pending)) (pending[section] ??= []).push(...rows)
  const isNothing = Object.keys(pending).length === 0 && !scopes.some(({ answer }) => answer)
  return { changes: isNothing ? undefined : JSON.stringify(pending), sent }
}

function write(scopes: Scope[], changes: string): Promise<unknown> {
  const [first] = scopes
  if (!first) return Promise.resolve()
  const answers = scopes.flatMap(({ answer }) => answer ?? [])
  if (answers.length === 0) return sql`SELECT commit_changes(${first.organizationId}, ${changes}::jsonb)`.execute(first.db)
  const [requests, statuses, bodies] = [answers.map(({ requestHash }) => requestHash), answers.map(({ status }) => status), answers.map(({ body }) => body)]
  return sql`SELECT commit_with_answers(${first.organizationId}, ${changes}::jsonb, ${requests}::text[], ${statuses}::int[], ${bodies}::text[])`.execute(first.db)
}

function isWorthRetrying(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  return code === '40001' || code === '40P01' || (code === '23505' && constraint === 'orders_pkey')
}
