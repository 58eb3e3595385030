import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '#domain/identity/actor.ts'
import type { ImportMapping, ShownImport } from '#domain/imports/contract.ts'
import type { RowProblem } from '#domain/imports/told-rows.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

/** How many problems are kept and shown; beyond that they are only counted. */
export const PROBLEMS_KEPT = 1000

export type ImportRow = ShownImport & { doneToRow: number; groupedBy: string | null; actor: Actor; problemCount: number }

const columns = sql`id, file_name AS "fileName", state, source, columns, mapping, rows, orders, imported, failed, duplicates, problems, problem_count AS "problemCount",
  failed_because AS "failedBecause", created_at AS "createdAt", finished_at AS "finishedAt", done_to_row AS "doneToRow", grouped_by AS "groupedBy", actor`

/** An import whose file has arrived whole. */
export async function getImportRow(scope: Scope, id: string, lock: RawBuilder<unknown> = sql``): Promise<ImportRow> {
  const { rows } = await sql<ImportRow>`SELECT ${columns} FROM import WHERE organization_id = ${scope.organizationId} AND id = ${id} AND state <> 'uploading' ${lock}`.execute(scope.db)
  return rows[0] ?? refuseUnknown('import')
}

export async function listImportRows(scope: Scope, before: { createdAt: string; id: string } | undefined, limit: number): Promise<ImportRow[]> {
  const from = before ? sql`AND (created_at, id) < (${before.createdAt}::timestamptz, ${before.id}::uuid)` : sql``
  const { rows } = await sql<ImportRow>`SELECT ${columns} FROM import WHERE organization_id = ${scope.organizationId} AND state <> 'uploading' ${from}
    ORDER BY created_at DESC, id DESC LIMIT ${limit}`.execute(scope.db)
  return rows
}

/** Says how far an import is; the problems of these orders join those that are kept. */
export async function saveProgress(scope: Scope, id: string, done: { toRow: number; imported: number; failed: number; duplicates: number; problems: RowProblem[] }): Promise<void> {
  await sql`UPDATE import SET done_to_row = ${done.toRow}, imported = imported + ${done.imported}, failed = failed + ${done.failed}, duplicates = duplicates + ${done.duplicates},
      problem_count = problem_count + ${done.problems.length},
      problems = CASE WHEN ${done.problems.length} = 0 OR jsonb_array_length(problems) >= ${PROBLEMS_KEPT} THEN problems
        ELSE jsonb_path_query_array(problems || ${JSON.stringify(done.problems)}::jsonb, '$[0 to 999]') END
    WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

export function shownImport(row: ImportRow): ShownImport {
  const { id, fileName, state, source, columns, mapping, rows, orders, imported, failed, duplicates, problems, failedBecause, createdAt, finishedAt } = row
  return { id, fileName, state, source, columns, mapping, rows, orders, imported, failed, duplicates, problems, failedBecause, createdAt, finishedAt }
}

export async function findRememberedMapping(scope: Scope, fingerprint: string): Promise<ImportMapping | undefined> {
  const { rows } = await sql<{ mapping: ImportMapping }>`SELECT mapping FROM import_mapping WHERE organization_id = ${scope.organizationId} AND fingerprint = decode(${fingerprint}, 'hex')`.execute(scope.db)
  return rows[0]?.mapping
}
