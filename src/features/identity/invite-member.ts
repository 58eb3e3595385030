import { sql } from 'kysely'
import { inviteMember as contract } from '#domain/identity/contract.ts'
import { invitationExpiry } from '#domain/identity/invitation.ts'
import { refuseUngrantable } from '#domain/identity/member.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { addInvitation, removeOpenInvitations } from './invitation-rows.ts'
import { showInvitation } from './show-invitation.ts'
import { hashToken, newToken } from './token.ts'

/** The page that accepts it; the token is good for one person, once. */
const LINK = '/join/'

export const inviteMember = operation(contract, async (scope, { email, role }) => {
  refuseUngrantable(scope.actor, role)
  if (await isActiveMember(scope, email)) refuse('duplicate', `${email} is a member already.`)
  const token = newToken()
  const { name: invitedBy } = scope.actor
  const invitation = { organizationId: scope.organizationId, id: newId(), email, role, invitedBy, createdAt: scope.now, expiresAt: invitationExpiry(scope.now) }
  // Inviting somebody again replaces the link they have lost, and whatever role it promised.
  for (const { role: promised } of await removeOpenInvitations(scope, { email })) refuseUngrantable(scope.actor, promised)
  await addInvitation(scope, invitation, hashToken(token))
  record(scope, 'member.invited', { invitationId: invitation.id, role })
  return { ...showInvitation(invitation), link: LINK + token }
})

async function isActiveMember(scope: Scope, email: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM member WHERE organization_id = ${scope.organizationId} AND lower(email) = ${email} AND is_active LIMIT 1`.execute(scope.db)
  return rows.length > 0
}
