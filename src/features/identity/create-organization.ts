import { sql } from 'kysely'
import type { ShownOrganization } from '#domain/identity/contract.ts'
import { newSettings, refuseUnfitSlug, refuseUnknownPlace } from '#domain/identity/organization.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { markFounded } from './first-run.ts'
import { addMember } from './member-rows.ts'
import { showOrganization } from './organization-rows.ts'

export type NewOrganization = {
  name: string
  slug: string
  timeZone: string
  currency: string
  blueprint?: string | undefined
  owner: { memberId: string; userId: string; name: string; email: string }
}

/** Makes the organization that the scope is already confined to, with its first owner. */
export async function createOrganization(scope: Scope, given: NewOrganization): Promise<ShownOrganization> {
  refuseUnfitSlug(given.slug)
  refuseUnknownPlace(given)
  const { owner } = given
  const row = { organization_id: scope.organizationId, slug: given.slug, name: given.name, settings: newSettings(given), blueprint: given.blueprint ?? null, version: 1 }
  const made = await sql`INSERT INTO organization (organization_id, slug, name, settings, blueprint)
    VALUES (${row.organization_id}, ${row.slug}, ${row.name}, ${JSON.stringify(row.settings)}::jsonb, ${row.blueprint}) ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
  if (made.rows.length === 0) refuse('duplicate', `The short name “${given.slug}” is taken. Choose another.`, { extra: { pointer: '/slug' } })
  await markFounded(scope.db)
  await addMember(scope, { ...owner, id: owner.memberId, role: 'owner' })
  record(scope, 'organization.founded', { name: given.name })
  record(scope, 'member.joined', { memberId: owner.memberId, role: 'owner' })
  return showOrganization(row)
}
