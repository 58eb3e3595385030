import { sql } from 'kysely'
import { UNFINISHED_DAYS } from '#domain/wizards/unfinished.ts'
import { removeFilesOfRuns } from '#features/files/remove-files-of-runs.ts'
import type { Database } from '#platform/database.ts'
import { withScope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'

const AT_A_GO = 200

/**
 * Forgets what was begun, made nothing, and was not touched for as many days as its organization keeps such things: answers, and
 * the files that were added to them. Says whether there are more.
 */
export async function forgetUnfinishedRuns({ database }: { database: Database }): Promise<boolean> {
  let hasMore = false
  for (const organizationId of await organizationsWithUnfinishedRuns(database)) {
    if (await forgetIn(database, organizationId)) hasMore = true
  }
  return hasMore
}

// `app.pruning` opens a policy that shows unfinished runs a day old, of every organization, and nothing else.
async function organizationsWithUnfinishedRuns({ db }: Database): Promise<string[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`SELECT set_config('app.pruning', 'on', true)`.execute(transaction)
    const { rows } = await sql<{ id: string }>`SELECT DISTINCT organization_id AS id FROM wizard_run WHERE state <> 'finished' AND updated_at < now() - interval '1 day'`.execute(transaction)
    return rows.map(({ id }) => id)
  })
}

function forgetIn(database: Database, organizationId: string): Promise<boolean> {
  return withScope(database, systemCaller(organizationId, 'Unfinished intakes'), {}, async (scope) => {
    const { rows: runs } = await sql<{ id: string; answers: unknown }>`SELECT r.id, r.answers FROM wizard_run r JOIN organization o ON o.organization_id = r.organization_id
      WHERE r.organization_id = ${organizationId} AND r.state <> 'finished'
        AND r.updated_at < now() - make_interval(days => coalesce((o.settings->>'unfinishedDays')::int, ${UNFINISHED_DAYS}))
      ORDER BY r.updated_at LIMIT ${AT_A_GO} FOR UPDATE OF r SKIP LOCKED`.execute(scope.db)
    await removeFilesOfRuns(scope, runs)
    await sql`DELETE FROM wizard_run WHERE organization_id = ${organizationId} AND id = ANY(${runs.map(({ id }) => id)}::uuid[])`.execute(scope.db)
    return runs.length === AT_A_GO
  })
}
