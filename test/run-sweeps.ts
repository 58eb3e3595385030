import { sql } from 'kysely'
import { sweepFiles, type SweepJob } from '#features/files/sweep-files.ts'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'

/** Runs the sweeps of files that are due, as a worker does; with `later`, those too whose hour is not over. */
export async function runSweeps(database: Database, files: FileStore, { later = false } = {}): Promise<void> {
  const { rows } = await sql<{ id: string; payload: SweepJob }>`SELECT j.id, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'files.sweep' AND (j.run_at <= now() OR ${later})`.execute(database.db)
  for (const { payload } of rows) await sweepFiles({ database, files }, payload)
  await sql`DELETE FROM graphile_worker._private_jobs WHERE id = ANY(${rows.map(({ id }) => id)}::bigint[])`.execute(database.db)
}
