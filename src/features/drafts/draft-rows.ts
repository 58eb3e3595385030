import { sql } from 'kysely'
import type { Actor } from '#domain/identity/actor.ts'
import type { Scope } from '#platform/scope.ts'

/** What is designed as a draft before it is in force. */
export type DraftKind = 'workflow' | 'order_type' | 'wizard'

export type DraftRow<D = unknown> = { key: string; version: number; basedOn: number | null; definition: D; changedAt: string; changedBy: Actor }

const columns = sql`key, version, based_on AS "basedOn", definition, changed_at AS "changedAt", changed_by AS "changedBy"`

export async function readDrafts<D>(scope: Scope, kind: DraftKind): Promise<DraftRow<D>[]> {
  const { rows } = await sql<DraftRow<D>>`SELECT ${columns} FROM draft WHERE organization_id = ${scope.organizationId} AND kind = ${kind} ORDER BY key`.execute(scope.db)
  return rows
}

export async function findDraft<D>(scope: Scope, kind: DraftKind, key: string): Promise<DraftRow<D> | undefined> {
  const { rows } = await sql<DraftRow<D>>`SELECT ${columns} FROM draft WHERE organization_id = ${scope.organizationId} AND kind = ${kind} AND key = ${key}`.execute(scope.db)
  return rows[0]
}

/** The same, held until the commit: whoever saves it meanwhile waits, and then sees what became of it. */
export async function findDraftForChange<D>(scope: Scope, kind: DraftKind, key: string): Promise<DraftRow<D> | undefined> {
  const { rows } = await sql<DraftRow<D>>`SELECT ${columns} FROM draft WHERE organization_id = ${scope.organizationId} AND kind = ${kind} AND key = ${key} FOR UPDATE`.execute(scope.db)
  return rows[0]
}

/** Says whether there was none yet: of two who begin at once, one is told no. */
export async function insertDraft(scope: Scope, kind: DraftKind, row: DraftRow): Promise<boolean> {
  const { rows } = await sql`INSERT INTO draft (organization_id, kind, key, version, based_on, definition, changed_at, changed_by)
    VALUES (${scope.organizationId}, ${kind}, ${row.key}, ${row.version}, ${row.basedOn}, ${JSON.stringify(row.definition)}::jsonb, ${row.changedAt}, ${JSON.stringify(row.changedBy)}::jsonb)
    ON CONFLICT DO NOTHING RETURNING key`.execute(scope.db)
  return rows.length === 1
}

export async function updateDraft(scope: Scope, kind: DraftKind, row: DraftRow): Promise<void> {
  await sql`UPDATE draft SET version = ${row.version}, based_on = ${row.basedOn}, definition = ${JSON.stringify(row.definition)}::jsonb,
      changed_at = ${row.changedAt}, changed_by = ${JSON.stringify(row.changedBy)}::jsonb
    WHERE organization_id = ${scope.organizationId} AND kind = ${kind} AND key = ${row.key}`.execute(scope.db)
}

export async function deleteDraft(scope: Scope, kind: DraftKind, key: string): Promise<void> {
  await sql`DELETE FROM draft WHERE organization_id = ${scope.organizationId} AND kind = ${kind} AND key = ${key}`.execute(scope.db)
}
