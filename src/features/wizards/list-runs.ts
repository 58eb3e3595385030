import { sql } from 'kysely'
import { listRuns as contract } from '#domain/wizards/contract.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import type { RunChannel } from './run-rows.ts'

type Row = { id: string; wizardKey: string; wizardName: string; channel: RunChannel; summary: string; page: string | null; startedBy: string; updatedAt: string }

/** Open runs of the staff, the latest first. What somebody fills in behind a public link is theirs until they send it. */
export const listRuns = operation(contract, async (scope, asked) => {
  const { after, pageOf } = pagesOf(scope, contract.name, asked, ['instant', 'uuid'])
  const conditions = [sql`r.organization_id = ${scope.organizationId} AND r.state = 'open' AND r.token_hash IS NULL`]
  if (asked.channel !== undefined) conditions.push(sql`r.channel = ${asked.channel}`)
  if (after) conditions.push(sql`(r.updated_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const { rows } = await sql<Row>`SELECT r.id, v.definition->>'key' AS "wizardKey", v.definition->>'name' AS "wizardName", r.channel, r.summary, r.page,
      r.started_by->>'name' AS "startedBy", r.updated_at AS "updatedAt"
    FROM wizard_run r JOIN wizard_version v ON v.organization_id = r.organization_id AND v.wizard_id = r.wizard_id AND v.version = r.wizard_version
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY r.updated_at DESC, r.id DESC LIMIT ${asked.limit + 1}`.execute(scope.db)
  const { items, nextCursor } = pageOf(rows, (row) => [row.updatedAt, row.id])
  return { items: items.map(({ wizardKey, wizardName, ...run }) => ({ ...run, wizard: { key: wizardKey, name: wizardName } })), nextCursor }
})
