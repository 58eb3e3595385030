import { sql, type Kysely } from 'kysely'
import type { Tables } from '#platform/tables.ts'
import { principalMemory } from './principal-memory.ts'

export const REVOKED_CHANNEL = 'docket_revoked'

/**
 * Makes every node look again before it believes a session (by its token's hash), an API key or a person (by their id):
 * this node from now on, the others when the transaction that `db` is on commits.
 */
export async function revoke(db: Kysely<Tables>, subject: string): Promise<void> {
  principalMemory.forget(subject)
  await sql`SELECT pg_notify(${REVOKED_CHANNEL}, ${subject})`.execute(db)
}
