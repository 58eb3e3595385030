import { sql } from 'kysely'
import { listApiKeys as contract } from '#domain/identity/contract.ts'
import type { Role } from '#domain/identity/permission.ts'
import { operation } from '#platform/operation.ts'

type ApiKeyRow = {
  id: string; name: string; role: Role; start: string; createdBy: string; createdAt: string; lastUsedAt: string | null; revokedAt: string | null
  member: { id: string; name: string } | null
}

export const listApiKeys = operation(contract, async (scope) => {
  const { rows } = await sql<ApiKeyRow>`SELECT k.id, k.name, k.role, k.start, k.created_by AS "createdBy", k.created_at AS "createdAt",
      k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt",
      (SELECT json_build_object('id', m.id, 'name', m.name) FROM member m WHERE m.organization_id = k.organization_id AND m.id = k.member_id) AS member
    FROM api_key k WHERE k.organization_id = ${scope.organizationId} ORDER BY k.revoked_at IS NOT NULL, k.id DESC LIMIT 1000`.execute(scope.db)
  return { items: rows }
})
