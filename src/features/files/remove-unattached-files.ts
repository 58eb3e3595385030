import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { withScope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'

const AT_A_GO = 200

/**
 * Takes away files that a week later belong to no order and to no intake that somebody may still come back to; says whether
 * there are more. The bytes go first: what is killed in between is done at the next turn.
 */
export async function removeUnattachedFiles({ database, files }: { database: Database; files: FileStore }): Promise<boolean> {
  let removed = 0
  for (const organizationId of await organizationsWithOldFiles(database)) removed += await removeIn({ database, files }, organizationId)
  return removed >= AT_A_GO
}

// `app.pruning` opens a policy that shows old files of no order, of every organization, and nothing else.
async function organizationsWithOldFiles({ db }: Database): Promise<string[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`SELECT set_config('app.pruning', 'on', true)`.execute(transaction)
    const { rows } = await sql<{ id: string }>`SELECT DISTINCT organization_id AS id FROM file WHERE order_id IS NULL AND created_at < now() - interval '7 days' LIMIT 100`.execute(transaction)
    return rows.map(({ id }) => id)
  })
}

function removeIn({ database, files }: { database: Database; files: FileStore }, organizationId: string): Promise<number> {
  return withScope(database, systemCaller(organizationId, 'Unattached files'), {}, async ({ db }) => {
    const { rows } = await sql<{ id: string }>`SELECT f.id FROM file f WHERE f.organization_id = ${organizationId} AND f.order_id IS NULL AND f.created_at < now() - interval '7 days'
        AND NOT EXISTS (SELECT FROM wizard_run r WHERE r.organization_id = f.organization_id AND r.state = 'open' AND (r.id = f.wizard_run_id OR position(f.id::text IN r.answers::text) > 0))
        AND NOT EXISTS (SELECT FROM organization o WHERE o.organization_id = f.organization_id AND o.settings->>'logoFileId' = f.id::text)
      ORDER BY f.created_at LIMIT ${AT_A_GO} FOR UPDATE OF f SKIP LOCKED`.execute(db)
    for (const { id } of rows) await files.remove({ organizationId, id })
    await sql`DELETE FROM file WHERE organization_id = ${organizationId} AND id = ANY(${rows.map(({ id }) => id)}::uuid[])`.execute(db)
    return rows.length
  })
}
