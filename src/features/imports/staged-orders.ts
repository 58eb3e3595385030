import { sql } from 'kysely'
import type { FileRow } from '#domain/imports/told-rows.ts'
import type { Scope } from '#platform/scope.ts'
import type { ImportRow } from './import-rows.ts'

export type StagedOrder = { firstRow: number; number: string; rows: FileRow[] }

/**
 * Groups the rows of a file into orders by the column that holds their number, wherever in the file they stand. PostgreSQL does
 * it, on disk where it must, so that the largest file takes no more of our memory than the smallest.
 */
export async function groupRows(scope: Scope, { id, columns, groupedBy }: ImportRow, column: string): Promise<number> {
  if (groupedBy !== column) {
    const place = columns.indexOf(column)
    await sql`DELETE FROM import_order WHERE organization_id = ${scope.organizationId} AND import_id = ${id}`.execute(scope.db)
    // Rows without a number belong to no order, so each stands alone. Beyond 501 rows it is known that there are too many.
    await sql`INSERT INTO import_order (organization_id, import_id, first_row, number, rows)
      SELECT ${scope.organizationId}::uuid, ${id}::uuid, min(row), min(number), (array_agg(row ORDER BY row))[1:501]
      FROM (SELECT row, btrim(coalesce(cells->>${place}::int, ''), E' \\t\\r\\n') AS number FROM import_row WHERE organization_id = ${scope.organizationId} AND import_id = ${id}) r
      GROUP BY number, CASE WHEN number = '' THEN row END`.execute(scope.db)
    await sql`UPDATE import SET grouped_by = ${column}, orders = (SELECT count(*) FROM import_order WHERE organization_id = ${scope.organizationId} AND import_id = ${id} AND number <> '')
      WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  }
  const { rows } = await sql<{ orders: number }>`SELECT orders FROM import WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  return rows[0]?.orders ?? 0
}

/** The next orders of the file after a row, in its order, each with its rows. */
export async function readStagedOrders(scope: Scope, importId: string, afterRow: number, limit: number): Promise<StagedOrder[]> {
  // Each row by its whole key, fenced in by OFFSET 0: left to choose, a planner that has not yet seen the new rows reads the
  // whole file again for every order.
  const { rows } = await sql<StagedOrder>`
    SELECT o.first_row AS "firstRow", o.number, (SELECT json_agg(json_build_object('row', wanted.row, 'cells', r.cells) ORDER BY wanted.row)
      FROM unnest(o.rows) AS wanted(row) CROSS JOIN LATERAL (SELECT cells FROM import_row
        WHERE organization_id = ${scope.organizationId} AND import_id = ${importId} AND row = wanted.row OFFSET 0) r) AS rows
    FROM import_order o WHERE o.organization_id = ${scope.organizationId} AND o.import_id = ${importId} AND o.first_row > ${afterRow}
    ORDER BY o.first_row LIMIT ${limit}`.execute(scope.db)
  return rows
}

export const ROWS_GONE = 'The rows of this file are no longer here. Send the file again: what was imported of it is known by its numbers, and does not come in twice.'

/** Whether the file still waits here. It goes as a whole. */
export async function hasStagedRows(scope: Scope, importId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`SELECT EXISTS (SELECT FROM import_row WHERE organization_id = ${scope.organizationId} AND import_id = ${importId}) AS found`.execute(scope.db)
  return rows[0]?.found ?? false
}

export async function insertRows(scope: Scope, importId: string, rows: FileRow[]): Promise<void> {
  await sql`INSERT INTO import_row (organization_id, import_id, row, cells)
    SELECT ${scope.organizationId}::uuid, ${importId}::uuid, r.row, r.cells FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(row int, cells jsonb)`.execute(scope.db)
}

/** Forgets the file, once it is imported or will not be. */
export async function deleteStaged(scope: Scope, importId: string): Promise<void> {
  await sql`DELETE FROM import_order WHERE organization_id = ${scope.organizationId} AND import_id = ${importId}`.execute(scope.db)
  await sql`DELETE FROM import_row WHERE organization_id = ${scope.organizationId} AND import_id = ${importId}`.execute(scope.db)
}
