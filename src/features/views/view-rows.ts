import { sql } from 'kysely'
import type { View } from '#domain/views/contract.ts'
import type { Scope } from '#platform/scope.ts'

/** The organization's views, in the order its menu shows them. */
export async function listViews(scope: Scope): Promise<View[]> {
  const { rows } = await sql<{ definition: View }>`
    SELECT definition FROM view WHERE organization_id = ${scope.organizationId} ORDER BY position, key`.execute(scope.db)
  return rows.map((row) => row.definition)
}

/** Whoever changes the views waits for whoever is changing them: two removals never take the last two. */
export async function lockViews(scope: Scope): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('views of ' || ${scope.organizationId}::text, 0))`.execute(scope.db)
}

export async function removeViewRow(scope: Scope, key: string): Promise<void> {
  await sql`DELETE FROM view WHERE organization_id = ${scope.organizationId} AND key = ${key}`.execute(scope.db)
}

export async function saveViewRow(scope: Scope, view: View): Promise<void> {
  await sql`INSERT INTO view (organization_id, key, definition, position)
    VALUES (${scope.organizationId}, ${view.key}, ${JSON.stringify(view)}::jsonb, ${view.position})
    ON CONFLICT (organization_id, key) DO UPDATE SET definition = excluded.definition, position = excluded.position`.execute(scope.db)
}
