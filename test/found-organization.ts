import { sql } from 'kysely'
import { roles, type Role } from '#domain/kernel/permission.ts'
import { newId } from '#domain/kernel/id.ts'
import { createOrganization } from '#features/identity/create-organization.ts'
import type { Database } from '#platform/database.ts'
import { withScope, type Caller } from '#platform/scope.ts'

export type TestOrganization = {
  organizationId: string
  slug: string
  ownerUserId: string
  /** Somebody of that role; the same person each time. */
  caller: (role: Role) => Caller
}

/** An organization of a test's own, with one member of each role. Nobody in it has a password. */
export async function foundTestOrganization(database: Database, options: { currency?: string; timeZone?: string } = {}): Promise<TestOrganization> {
  const organizationId = newId()
  const slug = `test-${organizationId}`
  const people = roles.map((role) => ({ role, memberId: newId(), userId: newId(), name: `Test ${role}`, email: `${role}@${slug}.example.com` }))
  const [owner, ...others] = people
  if (!owner) throw new Error('There is no owner')
  const callers = new Map(people.map(({ role, memberId, userId, name }): [Role, Caller] => [
    role, { organizationId, actor: { kind: 'member', id: memberId, userId, name, role }, origin: 'test', requestId: 'test' },
  ]))
  const caller = (role: Role): Caller => {
    const found = callers.get(role)
    if (!found) throw new Error(`There is no ${role}`)
    return found
  }
  await withScope(database, caller('owner'), {}, async (scope) => {
    await sql`INSERT INTO "user" (id, name, email) SELECT p."userId", p.name, p.email
      FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS p("userId" uuid, name text, email text)`.execute(scope.db)
    await createOrganization(scope, { name: 'Test', slug, timeZone: options.timeZone ?? 'UTC', currency: options.currency ?? 'USD', owner })
    await sql`INSERT INTO member (organization_id, id, user_id, name, email, role)
      SELECT ${organizationId}::uuid, p."memberId", p."userId", p.name, p.email, p.role
      FROM jsonb_to_recordset(${JSON.stringify(others)}::jsonb) AS p("memberId" uuid, "userId" uuid, name text, email text, role text)`.execute(scope.db)
  })
  return { organizationId, slug, ownerUserId: owner.userId, caller }
}
