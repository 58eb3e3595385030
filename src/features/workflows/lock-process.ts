import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'

/**
 * Whoever changes an organization's process waits for whoever is changing it, so that what is frozen together was
 * published together. Orders take no part in this lock.
 */
export async function lockProcess(scope: Scope): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('process of ' || ${scope.organizationId}::text, 0))`.execute(scope.db)
}
