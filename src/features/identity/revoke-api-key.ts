import { sql } from 'kysely'
import { revokeApiKey as contract } from '#domain/identity/contract.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { revoke } from './revoke.ts'

export const revokeApiKey = operation(contract, async (scope, { id }) => {
  const { rows } = await sql<{ name: string; was: string | null }>`UPDATE api_key k SET revoked_at = coalesce(k.revoked_at, ${scope.now})
    FROM (SELECT organization_id, id, revoked_at AS was FROM api_key WHERE organization_id = ${scope.organizationId} AND id = ${id} FOR UPDATE) before
    WHERE k.organization_id = before.organization_id AND k.id = before.id RETURNING k.name, before.was`.execute(scope.db)
  const key = rows[0] ?? refuseUnknown('API key')
  if (key.was !== null) return {}
  await revoke(scope.db, id)
  record(scope, 'api_key.revoked', { apiKeyId: id, name: key.name })
  return {}
})
