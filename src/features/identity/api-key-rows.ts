import { sql, type RawBuilder } from 'kysely'
import type { Role } from '#domain/kernel/permission.ts'
import { refuseField, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

type ApiKeyRow = {
  id: string; name: string; role: Role; start: string; createdBy: string; createdAt: string; lastUsedAt: string | null; revokedAt: string | null
  member: { id: string; name: string; isActive: boolean } | null
}

/** All keys, the revoked ones last. */
export function listApiKeyRows(scope: Scope): Promise<ApiKeyRow[]> {
  return read(scope, sql`ORDER BY k.revoked_at IS NOT NULL, k.id DESC LIMIT 1000`)
}

export async function getApiKeyForChange(scope: Scope, id: string): Promise<ApiKeyRow> {
  const [key] = await read(scope, sql`AND k.id = ${id} FOR UPDATE`)
  return key ?? refuseUnknown('API key')
}

/** The member a key is to work for, who keeps their place until this is done. */
export async function getMemberForKey(scope: Scope, id: string): Promise<NonNullable<ApiKeyRow['member']>> {
  const { rows } = await sql<NonNullable<ApiKeyRow['member']>>`SELECT id, name, is_active AS "isActive" FROM member
    WHERE organization_id = ${scope.organizationId} AND id = ${id} AND is_active FOR KEY SHARE`.execute(scope.db)
  return rows[0] ?? refuseField('/memberId', 'unknown', 'There is no such member, or they no longer have access.')
}

async function read(scope: Scope, which: RawBuilder<unknown>): Promise<ApiKeyRow[]> {
  const { rows } = await sql<ApiKeyRow>`SELECT k.id, k.name, k.role, k.start, k.created_by AS "createdBy", k.created_at AS "createdAt",
      k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt",
      (SELECT json_build_object('id', m.id, 'name', m.name, 'isActive', m.is_active) FROM member m WHERE m.organization_id = k.organization_id AND m.id = k.member_id) AS member
    FROM api_key k WHERE k.organization_id = ${scope.organizationId} ${which}`.execute(scope.db)
  return rows
}
