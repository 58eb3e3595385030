import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { withScope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'
import { sweepAfter } from './sweep-files.ts'

const AT_A_GO = 200

/**
 * Takes away files that a week later belong to no order and to no intake that somebody may still come back to; says whether
 * there are more. Their bytes follow the commit (sweep-files.ts).
 */
export async function removeUnattachedFiles({ database }: { database: Database }): Promise<boolean> {
  let removed = 0
  for (const organizationId of await organizationsWithOldFiles(database)) removed += await removeIn(database, organizationId)
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

function removeIn(database: Database, organizationId: string): Promise<number> {
  return withScope(database, systemCaller(organizationId, 'Unattached files'), {}, async (scope) => {
    const { db } = scope
    const { rows } = await sql<{ id: string }>`SELECT f.id FROM file f WHERE f.organization_id = ${organizationId} AND f.order_id IS NULL AND f.created_at < now() - interval '7 days'
        AND NOT EXISTS (SELECT FROM wizard_run r WHERE r.organization_id = f.organization_id AND r.state = 'open' AND (r.id = f.wizard_run_id OR position(f.id::text IN r.answers::text) > 0))
        AND NOT EXISTS (SELECT FROM organization o WHERE o.organization_id = f.organization_id AND o.settings->>'logoFileId' = f.id::text)
      ORDER BY f.created_at LIMIT ${AT_A_GO} FOR UPDATE OF f SKIP LOCKED`.execute(db)
    const ids = rows.map(({ id }) => id)
    await sql`DELETE FROM file WHERE organization_id = ${organizationId} AND id = ANY(${ids}::uuid[])`.execute(db)
    await sweepAfter(scope, ids)
    return rows.length
  })
}
