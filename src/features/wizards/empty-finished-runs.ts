import { sql } from 'kysely'
import { ANSWERS_KEPT_DAYS } from '#domain/wizards/finished.ts'
import type { Database } from '#platform/database.ts'
import { withScope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'

const AT_A_GO = 500

/**
 * Empties what was answered in runs that were finished long ago: it stands on their orders. That they were finished, and which
 * orders they made, stays. Says whether there are more.
 */
export async function emptyFinishedRuns({ database }: { database: Database }): Promise<boolean> {
  let hasMore = false
  for (const organizationId of await organizationsWithOldAnswers(database)) {
    if (await emptyIn(database, organizationId)) hasMore = true
  }
  return hasMore
}

// `app.pruning` opens a policy that shows finished runs with answers a day old, of every organization, and nothing else.
async function organizationsWithOldAnswers({ db }: Database): Promise<string[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`SELECT set_config('app.pruning', 'on', true)`.execute(transaction)
    const { rows } = await sql<{ id: string }>`SELECT DISTINCT organization_id AS id FROM wizard_run
      WHERE state = 'finished' AND answers <> '{}' AND finished_at < now() - make_interval(days => ${ANSWERS_KEPT_DAYS})`.execute(transaction)
    return rows.map(({ id }) => id)
  })
}

function emptyIn(database: Database, organizationId: string): Promise<boolean> {
  return withScope(database, systemCaller(organizationId, 'Finished intakes'), {}, async (scope) => {
    const { rows } = await sql`UPDATE wizard_run SET answers = '{}', summary = '' WHERE organization_id = ${organizationId} AND id IN (
        SELECT id FROM wizard_run WHERE organization_id = ${organizationId} AND state = 'finished' AND answers <> '{}' AND finished_at < now() - make_interval(days => ${ANSWERS_KEPT_DAYS})
        ORDER BY finished_at LIMIT ${AT_A_GO} FOR UPDATE SKIP LOCKED)
      RETURNING id`.execute(scope.db)
    return rows.length === AT_A_GO
  })
}
