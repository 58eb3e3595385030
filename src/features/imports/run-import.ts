import { sql } from 'kysely'
import { Refusal } from '#domain/kernel/refusal.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { findCurrentProcess } from '#features/workflows/processes.ts'
import type { Database } from '#platform/database.ts'
import { record } from '#platform/record.ts'
import { withScope, type Caller, type Scope } from '#platform/scope.ts'
import { refusalOfSqlState } from '#platform/sql-state.ts'
import { getImportRow, saveProgress, type ImportRow } from './import-rows.ts'
import { deleteStaged, groupRows, readStagedOrders } from './staged-orders.ts'
import { writeOrders, type Terms } from './write-orders.ts'

export type ImportJob = { organizationId: string; importId: string }

// So many orders share a transaction: one commit for all of them, and little to do again after a crash.
const BATCH = 100

/**
 * Goes on with an import until it is finished. What was done and how far stand in the same transaction, so that whoever goes on
 * after a crash goes on exactly there; two who try at once take turns, and each order is still written once.
 */
export async function runImport(database: Database, { organizationId, importId }: ImportJob, options: { signal?: AbortSignal; onProgress?: (row: ImportRow) => void } = {}): Promise<void> {
  const reader: Caller = { organizationId, actor: { kind: 'system', name: 'import' }, origin: 'import', requestId: importId }
  const { actor } = await withScope(database, reader, { readOnly: true }, (scope) => getImportRow(scope, importId))
  const caller: Caller = { ...reader, actor }
  let size = BATCH
  for (;;) {
    // A job that is asked to end fails on purpose: the queue then gives it to whoever is there next.
    if (options.signal?.aborted) throw new Error('The import was asked to stop; it goes on where it is.')
    try {
      const at = await withScope(database, caller, {}, (scope) => importBatch(scope, importId, size))
      options.onProgress?.(at)
      if (at.state !== 'running') return
      size = BATCH
    } catch (error) {
      const refusal = refusalOfData(error)
      if (!refusal) throw error
      // One order of the batch cannot be kept: they go in one by one, and that one is named.
      if (size === 1) await withScope(database, caller, {}, (scope) => leaveOut(scope, importId, refusal.message))
      size = 1
    }
  }
}

async function importBatch(scope: Scope, importId: string, size: number): Promise<ImportRow> {
  const before = await getImportRow(scope, importId, sql`FOR UPDATE`)
  if (before.state !== 'running') return before
  const column = before.mapping?.columns.order_number ?? ''
  if (before.groupedBy !== column) return { ...before, groupedBy: column, orders: await groupRows(scope, before, column) }
  const staged = await readStagedOrders(scope, importId, before.doneToRow, size)
  const last = staged.at(-1)
  if (!last) return finish(scope, before)
  const written = await writeOrders(scope, await termsOf(scope, before), staged)
  await saveProgress(scope, importId, { ...written, toRow: last.firstRow })
  return { ...before, doneToRow: last.firstRow, imported: before.imported + written.imported, failed: before.failed + written.failed, duplicates: before.duplicates + written.duplicates }
}

async function termsOf(scope: Scope, { source, fileName, columns, mapping }: ImportRow): Promise<Terms> {
  const process = mapping && (await findCurrentProcess(scope, mapping.orderType))
  if (!mapping || !process) throw new Error('An import runs with a mapping to an order type')
  return { source, fileName, columns, mapping, process, zone: (await organizationSettings(scope)).timeZone }
}

async function finish(scope: Scope, row: ImportRow): Promise<ImportRow> {
  await sql`UPDATE import SET state = 'finished', finished_at = ${scope.now} WHERE organization_id = ${scope.organizationId} AND id = ${row.id}`.execute(scope.db)
  await deleteStaged(scope, row.id)
  record(scope, 'import.finished', { importId: row.id, imported: row.imported, failed: row.failed })
  return { ...row, state: 'finished', finishedAt: scope.now }
}

async function leaveOut(scope: Scope, importId: string, message: string): Promise<void> {
  const before = await getImportRow(scope, importId, sql`FOR UPDATE`)
  const [next] = await readStagedOrders(scope, importId, before.doneToRow, 1)
  if (next) await saveProgress(scope, importId, { toRow: next.firstRow, imported: 0, failed: 1, duplicates: 0, problems: [{ row: next.firstRow, column: null, message }] })
}

/** What is wrong with the data, and not with the database or ourselves. */
function refusalOfData(error: unknown): Refusal | undefined {
  const refusal = error instanceof Refusal ? error : refusalOfSqlState(error)
  return refusal && refusal.status < 500 && refusal.slug !== 'idempotency-in-progress' ? refusal : undefined
}
