import { sql } from 'kysely'
import { refuseBinding } from '#domain/identity/api-key.ts'
import { bindApiKey as contract } from '#domain/identity/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getApiKeyForChange, getMemberForKey } from './api-key-rows.ts'
import { revoke } from './revoke.ts'

export const bindApiKey = operation(contract, async (scope, { id, memberId }) => {
  const key = await getApiKeyForChange(scope, id)
  if (key.member?.id === memberId) return key
  refuseBinding(key)
  const member = await getMemberForKey(scope, memberId)
  await sql`UPDATE api_key SET member_id = ${memberId} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  // Nodes that know the key as one that works for nobody look again.
  await revoke(scope.db, id)
  record(scope, 'api_key.bound', { apiKeyId: id, name: key.name, memberId })
  return { ...key, member }
})
