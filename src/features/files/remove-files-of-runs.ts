import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'
import { idsIn } from './attach-files.ts'
import { sweepAfter } from './sweep-files.ts'

/**
 * Takes away the files of runs that made nothing: those that were uploaded for one, and those of nobody's that one's answers name,
 * because staff add files before a run is known to the server. What belongs to an order stays, and so does the logo.
 */
export async function removeFilesOfRuns(scope: Scope, runs: { id: string; answers: unknown }[]): Promise<void> {
  const { db, organizationId } = scope
  const { rows } = await sql<{ id: string }>`SELECT f.id FROM file f WHERE f.organization_id = ${organizationId} AND f.order_id IS NULL
      AND (f.wizard_run_id = ANY(${runs.map(({ id }) => id)}::uuid[]) OR (f.wizard_run_id IS NULL AND f.id = ANY(${runs.flatMap(({ answers }) => idsIn(answers))}::uuid[])))
      AND NOT EXISTS (SELECT FROM organization o WHERE o.organization_id = f.organization_id AND o.settings->>'logoFileId' = f.id::text)
    FOR UPDATE OF f`.execute(db)
  const ids = rows.map(({ id }) => id)
  await sql`DELETE FROM file WHERE organization_id = ${organizationId} AND id = ANY(${ids}::uuid[])`.execute(db)
  await sweepAfter(scope, ids)
}
