import { sql } from 'kysely'
import { createApiKey as contract } from '#domain/identity/contract.ts'
import { refuseUngrantable } from '#domain/identity/member.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { hashToken, newToken } from './token.ts'

const PREFIX = 'dk_'
const SHOWN_CHARACTERS = 8

export const createApiKey = operation(contract, async (scope, { name, role }) => {
  // A key that could make keys would outlive its own revocation.
  if (scope.actor.kind === 'api_client') refuse('forbidden', 'Only a member can make an API key; another key cannot.')
  refuseUngrantable(scope.actor, role)
  const key = newToken(PREFIX)
  const made = { id: newId(), name, role, start: key.slice(0, SHOWN_CHARACTERS), createdBy: scope.actor.name, createdAt: scope.now }
  await sql`INSERT INTO api_key (organization_id, id, name, role, start, token_hash, created_by, created_at)
    VALUES (${scope.organizationId}, ${made.id}, ${name}, ${role}, ${made.start}, decode(${hashToken(key)}, 'hex'), ${made.createdBy}, ${made.createdAt})`.execute(scope.db)
  record(scope, 'api_key.created', { apiKeyId: made.id, name, role })
  return { ...made, lastUsedAt: null, revokedAt: null, key }
})
