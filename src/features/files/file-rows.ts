import { sql } from 'kysely'
import { assigneeOf, type Actor } from '#domain/identity/actor.ts'
import type { ShownFile } from '#domain/files/contract.ts'
import type { MediaType } from '#domain/files/media-type.ts'
import type { Scope } from '#platform/scope.ts'

export type FileRow = { id: string; name: string; mediaType: MediaType; size: number; sha256: string; createdAt: string; wizardRunId: string | null; orderId: string | null }

export async function insertFile(scope: Scope, file: FileRow): Promise<void> {
  await sql`INSERT INTO file (organization_id, id, name, media_type, size, sha256, created_at, created_by, wizard_run_id, order_id)
    VALUES (${scope.organizationId}, ${file.id}, ${file.name}, ${file.mediaType}, ${file.size}, decode(${file.sha256}, 'hex'), ${file.createdAt},
      ${JSON.stringify(uploaderOf(scope.actor))}::jsonb, ${file.wizardRunId}, ${file.orderId})`.execute(scope.db)
}

/**
 * A file that whoever asks may see: a member every one, a contractor those of orders they are assigned to and their own, a
 * customer those of their own run. All others are as if they were not there.
 */
export async function findFile(scope: Scope, id: string): Promise<FileRow | undefined> {
  const { rows } = await sql<FileRow>`SELECT f.id, f.name, f.media_type AS "mediaType", f.size::float8 AS size, encode(f.sha256, 'hex') AS sha256, f.created_at AS "createdAt",
      f.wizard_run_id AS "wizardRunId", f.order_id AS "orderId"
    FROM file f WHERE f.organization_id = ${scope.organizationId} AND f.id = ${id} AND ${within(scope)}`.execute(scope.db)
  return rows[0]
}

/** How many files were uploaded for a run that is still open; undefined where no such run is. */
export async function countFilesOfRun(scope: Scope, runId: string): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`SELECT (SELECT count(*)::int FROM file f WHERE f.organization_id = r.organization_id AND f.wizard_run_id = r.id) AS count
    FROM wizard_run r WHERE r.organization_id = ${scope.organizationId} AND r.id = ${runId} AND r.state = 'open' FOR NO KEY UPDATE`.execute(scope.db)
  return rows[0]?.count
}

export function shownFileOf({ id, name, mediaType, size, createdAt }: FileRow): ShownFile {
  return { id, name, mediaType, size, createdAt }
}

function within({ reach, actor, organizationId }: Scope) {
  if (reach === 'all') return sql`true`
  const id = actor.kind === 'member' || actor.kind === 'api_client' || actor.kind === 'customer' ? actor.id : null
  if (reach === 'own') return sql`f.wizard_run_id = ${id}`
  return sql`(f.created_by->>'id' = ${id} OR EXISTS (SELECT FROM orders o WHERE o.organization_id = ${organizationId} AND o.id = f.order_id AND o.people @> ARRAY[${assigneeOf(actor) ?? null}::uuid]))`
}

function uploaderOf(actor: Actor): { kind: Actor['kind']; id: string | null; name: string } {
  return { kind: actor.kind, id: 'id' in actor ? actor.id : null, name: actor.name }
}
