import { sql } from 'kysely'
import { listApiKeys as contract } from '#domain/identity/contract.ts'
import type { Role } from '#domain/identity/permission.ts'
import { operation } from '#platform/operation.ts'

type ApiKeyRow = { id: string; name: string; role: Role; start: string; createdBy: string; createdAt: string; lastUsedAt: string | null; revokedAt: string | null }

export const listApiKeys = operation(contract, async (scope) => {
  const { rows } = await sql<ApiKeyRow>`SELECT id, name, role, start, created_by AS "createdBy", created_at AS "createdAt",
      last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
    FROM api_key WHERE organization_id = ${scope.organizationId} ORDER BY revoked_at IS NOT NULL, id DESC LIMIT 1000`.execute(scope.db)
  return { items: rows }
})
