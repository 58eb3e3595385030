import { sql } from 'kysely'
import type { Database } from './database.ts'

const AT_A_GO = 5_000

/** Forgets what was answered to which Idempotency-Key a day ago; says whether there is more. */
export function pruneIdempotencyRecords({ database }: { database: Database }): Promise<boolean> {
  return pruning(database, `DELETE FROM idempotency_record WHERE (organization_id, request_hash) IN (
    SELECT organization_id, request_hash FROM idempotency_record WHERE created_at < now() - interval '24 hours' ORDER BY created_at LIMIT ${AT_A_GO})`)
}

/** Forgets which subscriber dealt with which event, long after the last attempt of any job. */
export function pruneDoneMarks({ database }: { database: Database }): Promise<boolean> {
  return pruning(database, `DELETE FROM subscriber_done WHERE (organization_id, subscriber, event_id) IN (
    SELECT organization_id, subscriber, event_id FROM subscriber_done WHERE at < now() - interval '30 days' ORDER BY at LIMIT ${AT_A_GO})`)
}

/** Forgets what was refused for security ninety days ago. */
export function pruneSecurityRefusals({ database }: { database: Database }): Promise<boolean> {
  return pruning(database, `DELETE FROM security_refusal WHERE (organization_id, id) IN (
    SELECT organization_id, id FROM security_refusal WHERE at < now() - interval '90 days' ORDER BY at LIMIT ${AT_A_GO})`)
}

/** Forgets pools of tokens nobody took from for an hour: whatever their size, they are full again. */
export function pruneRateLimits({ database }: { database: Database }): Promise<boolean> {
  return pruning(database, `DELETE FROM rate_limit WHERE pool IN (SELECT pool FROM rate_limit WHERE at < now() - interval '1 hour' ORDER BY at LIMIT ${AT_A_GO} FOR UPDATE SKIP LOCKED)`)
}

/** Keeps a week of the feed, for screens that were away; its last row stays, so that positions never seem to begin anew. */
export function trimFeed({ database }: { database: Database }): Promise<boolean> {
  return pruning(database, `DELETE FROM event_feed WHERE position IN (SELECT position FROM event_feed ORDER BY position LIMIT ${AT_A_GO})
    AND at < now() - interval '7 days' AND position < (SELECT max(position) FROM event_feed)`)
}

// `app.pruning` opens the policies that let one statement see the old rows of every organization, and no others.
async function pruning(database: Database, statement: string): Promise<boolean> {
  return database.db.transaction().execute(async (db) => {
    await sql`SELECT set_config('app.pruning', 'on', true)`.execute(db)
    const { numAffectedRows } = await sql.raw(statement).execute(db)
    return Number(numAffectedRows ?? 0) >= AT_A_GO
  })
}
