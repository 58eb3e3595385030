import { sql } from 'kysely'
import { whoAmI } from '#domain/identity/contract.ts'
import { permissions, reachOf, type Role } from '#domain/kernel/permission.ts'
import { readTop } from '#platform/live.ts'
import { personOperation, withProof } from '#platform/person-operation.ts'
import { showOrganization, type OrganizationRow } from './organization-rows.ts'

export const readSession = personOperation(whoAmI, async ({ database, principal }) => {
  const { userId, name, email, member } = principal
  const { rows } = await withProof(database, principal, (db) =>
    sql<OrganizationRow & { role: Role }>`SELECT o.organization_id, o.slug, o.name, o.settings, o.blueprint, o.version, m.role
      FROM member m JOIN organization o ON o.organization_id = m.organization_id
      WHERE m.user_id = ${userId} AND m.is_active ORDER BY o.name, o.slug`.execute(db),
  )
  const here = member && rows.find((row) => row.organization_id === member.organizationId)
  return {
    person: { userId, name, email },
    organizations: rows.map((row) => ({ id: row.organization_id, slug: row.slug, name: row.name, role: row.role })),
    here: here && member
      ? { organization: showOrganization(here), memberId: member.memberId, role: here.role, permissions: permissions.filter((permission) => reachOf(here.role, permission)), livePosition: await readTop(database) }
      : null,
  }
})
