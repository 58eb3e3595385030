import { sql } from 'kysely'
import type { ShownMember } from '#domain/identity/contract.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { containsWords } from '#platform/search-words.ts'
import { revoke } from './revoke.ts'

const columns = sql`id, user_id AS "userId", name, email, role, is_active AS "isActive", job_title AS "jobTitle", joined_at AS "joinedAt", version`

/**
 * A member to be changed. The active owners are locked first, always in the same order, so that two owners who take each
 * other's place away at the same moment wait for each other, and the second finds the organization as the first left it.
 */
export async function getMemberForChange(scope: Scope, id: string): Promise<{ member: ShownMember; activeOwners: string[] }> {
  const owners = await sql<{ id: string }>`SELECT id FROM member
    WHERE organization_id = ${scope.organizationId} AND role = 'owner' AND is_active ORDER BY id FOR UPDATE`.execute(scope.db)
  const { rows } = await sql<ShownMember>`SELECT ${columns} FROM member WHERE organization_id = ${scope.organizationId} AND id = ${id} FOR UPDATE`.execute(scope.db)
  return { member: rows[0] ?? refuseUnknown('member'), activeOwners: owners.rows.map((owner) => owner.id) }
}

export async function findMemberByUser(scope: Scope, userId: string): Promise<ShownMember | undefined> {
  const { rows } = await sql<ShownMember>`SELECT ${columns} FROM member WHERE organization_id = ${scope.organizationId} AND user_id = ${userId} FOR UPDATE`.execute(scope.db)
  return rows[0]
}

/** Members by name, from the one after `after`. */
export async function listMemberRows(scope: Scope, wanted: { q: string; active?: boolean | undefined; after?: { name: string; id: string } | undefined; limit: number }): Promise<ShownMember[]> {
  const filters = [sql`organization_id = ${scope.organizationId}`, containsWords(sql`lower(name || ' ' || email)`, wanted.q)]
  if (wanted.active !== undefined) filters.push(sql`is_active = ${wanted.active}`)
  if (wanted.after) filters.push(sql`(name, id) > (${wanted.after.name}, ${wanted.after.id}::uuid)`)
  const { rows } = await sql<ShownMember>`SELECT ${columns} FROM member WHERE ${sql.join(filters, sql` AND `)} ORDER BY name, id LIMIT ${wanted.limit}`.execute(scope.db)
  return rows
}

/** Saves a changed member; what they may do is looked up anew on every node. */
export async function saveMember(scope: Scope, member: ShownMember): Promise<ShownMember> {
  await sql`UPDATE member SET role = ${member.role}, is_active = ${member.isActive}, job_title = ${member.jobTitle}, version = ${member.version + 1}
    WHERE organization_id = ${scope.organizationId} AND id = ${member.id}`.execute(scope.db)
  await revoke(scope.db, member.userId)
  return { ...member, version: member.version + 1 }
}

export type NewMember = { id: string; userId: string; name: string; email: string; role: Role }

export async function addMember(scope: Scope, member: NewMember): Promise<void> {
  await sql`INSERT INTO member (organization_id, id, user_id, name, email, role, joined_at)
    VALUES (${scope.organizationId}, ${member.id}, ${member.userId}, ${member.name}, ${member.email}, ${member.role}, ${scope.now})`.execute(scope.db)
}
