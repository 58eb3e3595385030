import { sql } from 'kysely'
import { Refusal } from '#domain/kernel/refusal.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import type { Database } from '#platform/database.ts'
import { record } from '#platform/record.ts'
import { withScope, type Caller, type Scope } from '#platform/scope.ts'
import { workInBatches } from '#platform/work-in-batches.ts'
import { checkMapping } from './check-mapping.ts'
import { getImportRow, saveProgress, type ImportRow } from './import-rows.ts'
import { deleteStaged, groupRows, hasStagedRows, readStagedOrders, ROWS_GONE } from './staged-orders.ts'
import { writeOrders, type Terms } from './write-orders.ts'

export type ImportJob = { organizationId: string; importId: string }

// So many orders share a transaction: one commit for all of them, and little to do again after a crash.
const BATCH = 100

/**
 * Goes on with an import until it is finished. What was done and how far stand in the same transaction, so that whoever goes on
 * after a crash goes on exactly there; two who try at once take turns, and each order is still written once.
 */
export async function runImport(database: Database, { organizationId, importId }: ImportJob, options: { signal?: AbortSignal; isLastTry?: boolean; onProgress?: (row: ImportRow) => void } = {}): Promise<void> {
  const reader: Caller = { organizationId, actor: { kind: 'system', name: 'import' }, origin: 'import', requestId: importId }
  const { actor } = await withScope(database, reader, { readOnly: true }, (scope) => getImportRow(scope, importId))
  const caller: Caller = { ...reader, actor }
  try {
    await workInBatches(database, caller, {
      most: BATCH,
      work: (scope, size) => importBatch(scope, importId, size),
      isDone: ({ state }) => state !== 'running',
      // What is wrong with the data, and not with the database or ourselves.
      isOfOne: ({ status, slug }) => status < 500 && slug !== 'idempotency-in-progress',
      leaveOut: (scope, because) => leaveOut(scope, importId, because),
      ...options,
    })
  } catch (error) {
    if (options.isLastTry) await withScope(database, caller, {}, (scope) => giveUp(scope, importId))
    throw error
  }
}

async function importBatch(scope: Scope, importId: string, size: number): Promise<ImportRow> {
  const before = await getImportRow(scope, importId, sql`FOR UPDATE`)
  if (before.state !== 'running') return before
  if (!(await hasStagedRows(scope, importId))) return stop(scope, before, ROWS_GONE)
  const terms = await termsOf(scope, before)
  if (terms instanceof Refusal) return stop(scope, before, terms.message)
  const column = terms.mapping.columns.order_number ?? ''
  if (before.groupedBy !== column) return { ...before, groupedBy: column, orders: await groupRows(scope, before, column) }
  const staged = await readStagedOrders(scope, importId, before.doneToRow, size)
  const last = staged.at(-1)
  if (!last) return finish(scope, before)
  const written = await writeOrders(scope, terms, staged)
  await saveProgress(scope, importId, { ...written, toRow: last.firstRow })
  return { ...before, doneToRow: last.firstRow, imported: before.imported + written.imported, failed: before.failed + written.failed, duplicates: before.duplicates + written.duplicates }
}

/** How the file is read, or why it no longer can be: its order type may have been retired, or published anew, since it began. */
async function termsOf(scope: Scope, row: ImportRow): Promise<Terms | Refusal> {
  const { source, fileName, columns, mapping } = row
  if (!mapping) throw new Error('An import runs with a mapping')
  try {
    return { source, fileName, columns, mapping, process: await checkMapping(scope, mapping, row), zone: (await organizationSettings(scope)).timeZone }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function finish(scope: Scope, row: ImportRow): Promise<ImportRow> {
  await sql`UPDATE import SET state = 'finished', finished_at = ${scope.now} WHERE organization_id = ${scope.organizationId} AND id = ${row.id}`.execute(scope.db)
  await deleteStaged(scope, row.id)
  record(scope, 'import.finished', { importId: row.id, imported: row.imported, failed: row.failed })
  return { ...row, state: 'finished', finishedAt: scope.now }
}

/** Ends an import that cannot go on. What was imported stays, and so does the rest of the file: mended, it goes on from there. */
async function stop(scope: Scope, row: ImportRow, because: string): Promise<ImportRow> {
  await sql`UPDATE import SET state = 'failed', failed_because = ${because}, finished_at = ${scope.now} WHERE organization_id = ${scope.organizationId} AND id = ${row.id}`.execute(scope.db)
  record(scope, 'import.stopped', { importId: row.id, imported: row.imported, because })
  return { ...row, state: 'failed', failedBecause: because, finishedAt: scope.now }
}

async function giveUp(scope: Scope, importId: string): Promise<void> {
  const row = await getImportRow(scope, importId, sql`FOR UPDATE`)
  if (row.state === 'running') await stop(scope, row, 'It was tried again and again, and Docket itself could not go on. Whoever runs it finds in its log why.')
}

async function leaveOut(scope: Scope, importId: string, message: string): Promise<void> {
  const before = await getImportRow(scope, importId, sql`FOR UPDATE`)
  const [next] = await readStagedOrders(scope, importId, before.doneToRow, 1)
  if (next) await saveProgress(scope, importId, { toRow: next.firstRow, imported: 0, failed: 1, duplicates: 0, problems: [{ row: next.firstRow, column: null, message }] })
}
