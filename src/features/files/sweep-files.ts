import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { addJob } from '#platform/jobs.ts'
import { withScope, type Caller, type Scope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'

/** The files whose bytes are taken away, except those that have a row. */
export type SweepJob = { organizationId: string; ids: string[] }

// One at a time, so that a store that does not answer keeps one worker waiting and leaves the others to everything else.
const QUEUE = 'files'
// Much longer than an upload can take between its bytes and its row.
const AN_HOUR = 3_600_000

/**
 * Takes away the bytes of files that have no row. An id is never used twice, so what has none now, once its upload is over, never
 * will; and no row is deleted while a store is asked, so a store that does not answer holds up nobody.
 */
export async function sweepFiles({ database, files }: { database: Database; files: FileStore }, { organizationId, ids }: SweepJob): Promise<void> {
  const kept = await withScope(database, systemCaller(organizationId, 'Files nobody has'), { readOnly: true }, async ({ db }) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM file WHERE organization_id = ${organizationId} AND id = ANY(${ids}::uuid[])`.execute(db)
    return new Set(rows.map(({ id }) => id))
  })
  for (const id of ids) if (!kept.has(id)) await files.remove({ organizationId, id })
}

/** Queues a sweep in the scope's transaction, which takes the rows of these files away: it follows the commit. */
export async function sweepAfter(scope: Scope, ids: string[]): Promise<void> {
  if (ids.length > 0) await addJob(scope, 'files.sweep', { organizationId: scope.organizationId, ids } satisfies SweepJob, { queue: QUEUE })
}

/** Queues a sweep of what is about to arrive, in case its row never does. */
export function sweepLater(database: Database, caller: Caller, ids: string[]): Promise<void> {
  return withScope(database, caller, {}, (scope) => addJob(scope, 'files.sweep', { organizationId: scope.organizationId, ids } satisfies SweepJob, { queue: QUEUE, runAt: new Date(Date.now() + AN_HOUR).toISOString() }))
}
