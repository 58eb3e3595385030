import { sql } from 'kysely'
import { SESSION_IDLE_SECONDS } from '#domain/identity/session.ts'
import type { Database } from '#platform/database.ts'

/** Removes sessions that have ended by themselves, and links nobody used in time; says whether there is more. */
export async function forgetEndedSessions({ database: { db } }: { database: Database }): Promise<boolean> {
  await sql`DELETE FROM verification WHERE expires_at < now()`.execute(db)
  await sql`DELETE FROM session WHERE expires_at < now() OR last_seen_at < now() - make_interval(secs => ${SESSION_IDLE_SECONDS})`.execute(db)
  return false
}
