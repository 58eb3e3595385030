import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { importFile } from '#domain/imports/file-contract.ts'
import type { ImportMapping, ShownImport } from '#domain/imports/contract.ts'
import { detectSource } from '#domain/imports/detect-source.ts'
import { proposeMapping } from '#domain/imports/propose-mapping.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import type { Database } from '#platform/database.ts'
import { reachFor, withRefusals } from '#platform/operation.ts'
import { withScope, type Caller, type Scope } from '#platform/scope.ts'
import { findRememberedMapping, getImportRow, shownImport } from './import-rows.ts'
import { columnNames, readCsv, type CsvRow } from './read-csv.ts'
import { deleteStaged, insertRows } from './staged-orders.ts'

const SAMPLES = 200
const ROWS_AT_ONCE = 500
const CHARACTERS_AT_ONCE = 500_000

export type GivenFile = { fileName: string; body: AsyncIterable<Buffer>; idempotencyKey?: string | undefined }

/**
 * Takes a file in, row by row, and answers with what it seems to be. Only its rows are kept, in the database: every node can go
 * on with them, and a file has no second place to be lost in. A file that breaks off leaves nothing behind.
 */
export async function receiveFile(database: Database, caller: Caller, { fileName, body, idempotencyKey }: GivenFile): Promise<ShownImport> {
  reachFor(importFile, caller)
  const inScope = <T>(work: (scope: Scope) => Promise<T>) => withRefusals(() => withScope(database, caller, {}, work))
  const uploadKey = idempotencyKey && createHash('sha256').update(idempotencyKey).digest('hex')
  const hash = createHash('sha256')
  const rows = readCsv(hashed(body, hash))
  const before = uploadKey ? await inScope((scope) => findUpload(scope, uploadKey)) : undefined
  if (before) return answerAgain(inScope, before, rows, () => hash.digest('hex'))

  const importId = newId()
  try {
    const header = await headerOf(rows)
    const columns = columnNames(header.cells)
    await inScope((scope) => beginUpload(scope, { importId, fileName, columns, uploadKey }))
    const { count, samples } = await stage(inScope, importId, rows)
    return await inScope(async (scope) => {
      const mapping = await proposedMapping(scope, columns, samples)
      await sql`UPDATE import SET state = 'uploaded', rows = ${count}, content_hash = decode(${hash.digest('hex')}, 'hex'), mapping = ${mapping && JSON.stringify(mapping)}::jsonb
        WHERE organization_id = ${scope.organizationId} AND id = ${importId}`.execute(scope.db)
      return shownImport(await getImportRow(scope, importId))
    })
  } catch (error) {
    await inScope((scope) => forgetUpload(scope, importId)).catch(() => {})
    throw error
  }
}

/** Names what was chosen for such a file before, for the next time. */
export function fingerprintOf(columns: string[]): string {
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex')
}

async function* hashed(body: AsyncIterable<Buffer>, hash: { update(chunk: Buffer): unknown }): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    hash.update(chunk)
    yield chunk
  }
}

async function headerOf(rows: AsyncGenerator<CsvRow>): Promise<CsvRow> {
  const first = await rows.next()
  return first.done ? refuse('file-rejected', 'The file is empty.') : first.value
}

async function stage(inScope: InScope, importId: string, rows: AsyncGenerator<CsvRow>): Promise<{ count: number; samples: string[][] }> {
  const samples: string[][] = []
  let waiting: CsvRow[] = []
  let characters = 0
  let count = 0
  const write = () => inScope((scope) => insertRows(scope, importId, waiting))
  for await (const row of rows) {
    if (samples.length < SAMPLES) samples.push(row.cells)
    waiting.push(row)
    count += 1
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0)
    if (waiting.length < ROWS_AT_ONCE && characters < CHARACTERS_AT_ONCE) continue
    await write()
    waiting = []
    characters = 0
  }
  if (waiting.length > 0) await write()
  if (count === 0) refuse('file-rejected', 'The file has the names of columns and no row below them.')
  return { count, samples }
}

type InScope = <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
type Upload = { id: string; state: string; contentHash: string | null }

async function findUpload(scope: Scope, uploadKey: string): Promise<Upload | undefined> {
  const { rows } = await sql<Upload>`SELECT id, state, encode(content_hash, 'hex') AS "contentHash" FROM import
    WHERE organization_id = ${scope.organizationId} AND upload_key = decode(${uploadKey}, 'hex')`.execute(scope.db)
  return rows[0]
}

/** Asked twice with one key: the same file is the same import, another one is a mistake. */
async function answerAgain(inScope: InScope, { id, state, contentHash }: Upload, rows: AsyncGenerator<CsvRow>, digest: () => string): Promise<ShownImport> {
  if (state === 'uploading') refuse('idempotency-in-progress', 'A file with this Idempotency-Key is still arriving. Ask again in a moment.', { extra: { retryAfter: 1 } })
  for await (const _ of rows) continue
  if (digest() !== contentHash) refuse('idempotency-key-reused', 'This Idempotency-Key was used for a different file. Use a new key for a new file.')
  return inScope(async (scope) => shownImport(await getImportRow(scope, id)))
}

async function beginUpload(scope: Scope, { importId, fileName, columns, uploadKey }: { importId: string; fileName: string; columns: string[]; uploadKey: string | undefined }): Promise<void> {
  // What a program that was killed had begun to take in is of no use to anyone after a while.
  const { rows } = await sql<{ id: string }>`SELECT id FROM import WHERE organization_id = ${scope.organizationId} AND state = 'uploading' AND created_at < now() - interval '1 hour' FOR UPDATE SKIP LOCKED`.execute(scope.db)
  for (const { id } of rows) await forgetUpload(scope, id)
  await sql`INSERT INTO import (organization_id, id, file_name, state, source, columns, fingerprint, upload_key, actor, created_at)
    VALUES (${scope.organizationId}, ${importId}, ${fileName}, 'uploading', ${detectSource(columns).source}, ${JSON.stringify(columns)}::jsonb, decode(${fingerprintOf(columns)}, 'hex'),
      decode(${uploadKey ?? null}::text, 'hex'), ${JSON.stringify(scope.actor)}::jsonb, ${scope.now})`.execute(scope.db)
}

async function forgetUpload(scope: Scope, importId: string): Promise<void> {
  await deleteStaged(scope, importId)
  await sql`DELETE FROM import WHERE organization_id = ${scope.organizationId} AND id = ${importId}`.execute(scope.db)
}

/** What was chosen for such a file the last time, else what it looks like; nothing where no order type takes orders. */
async function proposedMapping(scope: Scope, columns: string[], samples: string[][]): Promise<ImportMapping | null> {
  const orderTypes = (await readOrderTypes(scope)).filter(({ isRetired }) => !isRetired).map(({ orderType }) => orderType.key)
  const remembered = await findRememberedMapping(scope, fingerprintOf(columns))
  if (remembered && orderTypes.includes(remembered.orderType)) return remembered
  const [orderType] = orderTypes
  if (orderType === undefined) return null
  const { currency, country } = await organizationSettings(scope)
  return proposeMapping({ columns, targets: detectSource(columns).columns, samples, orderType, currency, country })
}
