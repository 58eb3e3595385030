import { sql } from 'kysely'
import type { z } from 'zod'
import type { foundOrganization as contract, ShownOrganization } from '#domain/identity/contract.ts'
import type { Actor } from '#domain/identity/actor.ts'
import { refuseStrangersFounding } from '#domain/identity/entry.ts'
import { newId } from '#domain/kernel/id.ts'
import { withProof, type PersonScope } from '#platform/person-operation.ts'
import { withScope, type Scope } from '#platform/scope.ts'
import { createOrganization } from './create-organization.ts'
import { markFounded } from './first-run.ts'
import { showOrganization, type OrganizationRow } from './organization-rows.ts'

/**
 * Founds an organization whose owner is the asker. `furnish` runs in the same transaction, for rooms above this one that
 * fill it (from a blueprint). Asking again with the same id answers with what was founded.
 */
export async function foundOrganization(asked: PersonScope<typeof contract>, input: z.output<typeof contract.input>, furnish?: (scope: Scope) => Promise<void>): Promise<ShownOrganization> {
  const { database, principal, requestId, origin, entry } = asked
  const before = input.id && (await findOwn(asked, input.id))
  if (before) return showOrganization(before)
  const organizationId = input.id ?? newId()
  const owner = { memberId: newId(), userId: principal.userId, name: principal.name, email: principal.email }
  const actor: Actor = { kind: 'member', id: owner.memberId, userId: owner.userId, name: owner.name, role: 'owner' }
  const isMember = await isMemberSomewhere(asked)
  return withScope(database, { organizationId, actor, origin, requestId }, {}, async (scope) => {
    refuseStrangersFounding(entry, { isMember, isFirst: await markFounded(scope.db) })
    const founded = await createOrganization(scope, { ...input, owner })
    await furnish?.(scope)
    return founded
  })
}

async function isMemberSomewhere({ database, principal }: PersonScope<typeof contract>): Promise<boolean> {
  return withProof(database, principal, async (db) => {
    const { rows } = await sql`SELECT FROM member WHERE user_id = ${principal.userId} AND is_active LIMIT 1`.execute(db)
    return rows.length > 0
  })
}

async function findOwn({ database, principal }: PersonScope<typeof contract>, id: string): Promise<OrganizationRow | undefined> {
  return withProof(database, principal, async (db) => {
    const { rows } = await sql<OrganizationRow>`SELECT organization_id, slug, name, settings, blueprint, version FROM organization WHERE organization_id = ${id}`.execute(db)
    return rows[0]
  })
}
