import { sql, type Kysely } from 'kysely'
import type { Actor } from '#domain/identity/actor.ts'
import type { Reach } from '#domain/identity/permission.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** Who asks, for which organization, through which door. */
export type Caller = { organizationId: string; actor: Actor; origin: string; requestId: string }

/**
 * One transaction, one organization, one actor. A verb reads through `db` and leaves what it changed in `pending`;
 * all of it is written in one statement just before the commit (commit_changes in migrations/0001_ground.sql).
 */
export type Scope = Caller & {
  db: Kysely<Tables>
  /** The instant of the whole change, ISO 8601 in UTC. */
  now: string
  /** How far the asked permission reaches: over everything, or over what the actor is assigned to. */
  reach: Reach
  /** The version the caller believes to be changing (If-Match). */
  expectedVersion: number | undefined
  /** Sections of commit_changes, by name. */
  pending: Record<string, unknown[]>
  /** Where each touched order's chain of events stands. */
  chains: Map<string, { sequence: number; hash: string | null }>
  /** Last chance to fill `pending`, once everything is known; by the id of what is saved, so that saving twice writes once. */
  beforeCommit: Map<string, () => void>
}

/** `now` is given only by those who write down what happened earlier, such as the demo. */
export type ScopeOptions = { reach?: Reach; expectedVersion?: number | undefined; readOnly?: boolean; now?: string | undefined }

/**
 * Runs `work` inside a transaction of the caller's organization; row level security confines every statement to it.
 * Deadlocks and serialization failures are tried again, at most three times in all.
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
  return database.db.connection().execute(async (db) => {
    const scope: Scope = {
      ...caller,
      db,
      now: options.now ?? new Date().toISOString(),
      reach: options.reach ?? 'all',
      expectedVersion: options.expectedVersion,
      pending: {},
      chains: new Map(),
      beforeCommit: new Map(),
    }
    // Both in one round trip; the id was checked to be a UUID, so it can be written into the text.
    await sql.raw(`BEGIN${options.readOnly ? ' READ ONLY' : ''}; SELECT set_config('app.organization', '${uuid(caller.organizationId)}', true)`).execute(db)
    try {
      const result = await work(scope)
      await writePending(scope)
      await sql.raw('COMMIT').execute(db)
      if (!options.readOnly) for (const heard of commitListeners) heard()
      return result
    } catch (error) {
      await sql.raw('ROLLBACK').execute(db).catch(() => {})
      throw error
    }
  })
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

/** Writes what the verb left behind. Called once more than needed it does nothing. */
export async function writePending(scope: Scope): Promise<void> {
  for (const fill of scope.beforeCommit.values()) fill()
  scope.beforeCommit.clear()
  if (Object.keys(scope.pending).length === 0) return
  const changes: Record<string, unknown> = scope.pending
  scope.pending = {}
  const { answered, ...sections } = changes
  await sql`SELECT commit_changes(${scope.organizationId}, ${JSON.stringify(answered ? { ...sections, answered: (answered as unknown[])[0] } : sections)}::jsonb)`.execute(scope.db)
}

function uuid(value: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw new TypeError('An organization is named by a UUID')
  return value
}

function isWorthRetrying(error: unknown): boolean {
  const code = (error as { code?: string } | undefined)?.code
  return code === '40001' || code === '40P01'
}
