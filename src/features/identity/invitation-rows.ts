import { sql, type Kysely } from 'kysely'
import type { Role } from '#domain/kernel/permission.ts'
import type { Scope } from '#platform/scope.ts'
import type { Tables } from '#platform/tables.ts'

export type Invitation = { organizationId: string; id: string; email: string; role: Role; invitedBy: string; createdAt: string; expiresAt: string; acceptedAt: string | null }

const columns = sql`organization_id AS "organizationId", id, email, role, invited_by AS "invitedBy", created_at AS "createdAt", expires_at AS "expiresAt", accepted_at AS "acceptedAt"`

/** The invitation a link leads to, whichever organization's it is; visible to whoever presents the link's token. */
export async function findPresentedInvitation(db: Kysely<Tables>, tokenHash: string, options: { forUpdate?: boolean } = {}): Promise<Invitation | undefined> {
  const lock = options.forUpdate ? sql`FOR UPDATE` : sql``
  const { rows } = await sql<Invitation>`SELECT ${columns} FROM invitation WHERE token_hash = decode(${tokenHash}, 'hex') ${lock}`.execute(db)
  return rows[0]
}

export async function listOpenInvitations(scope: Scope): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`SELECT ${columns} FROM invitation
    WHERE organization_id = ${scope.organizationId} AND accepted_at IS NULL AND expires_at > ${scope.now} ORDER BY id DESC LIMIT 1000`.execute(scope.db)
  return rows
}

export async function addInvitation(scope: Scope, invitation: Omit<Invitation, 'acceptedAt'>, tokenHash: string): Promise<void> {
  const { id, email, role, invitedBy, createdAt, expiresAt } = invitation
  await sql`INSERT INTO invitation (organization_id, id, email, role, token_hash, invited_by, created_at, expires_at)
    VALUES (${scope.organizationId}, ${id}, ${email}, ${role}, decode(${tokenHash}, 'hex'), ${invitedBy}, ${createdAt}, ${expiresAt})`.execute(scope.db)
}

export async function markAccepted(scope: Scope, id: string): Promise<void> {
  await sql`UPDATE invitation SET accepted_at = ${scope.now} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

/** Ends the links of invitations that were not accepted: one by id, or all to an address. */
export async function removeOpenInvitations(scope: Scope, which: { id: string } | { email: string }): Promise<{ id: string; role: Role }[]> {
  const condition = 'id' in which ? sql`id = ${which.id}` : sql`email = ${which.email}`
  const { rows } = await sql<{ id: string; role: Role }>`DELETE FROM invitation
    WHERE organization_id = ${scope.organizationId} AND accepted_at IS NULL AND ${condition} RETURNING id, role`.execute(scope.db)
  return rows
}
