import { acceptInvitation as contract } from '#domain/identity/contract.ts'
import type { Actor } from '#domain/identity/actor.ts'
import { refuseOthersInvitation, refuseSpent } from '#domain/identity/invitation.ts'
import type { Person } from '#domain/identity/principal.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import { personOperation, withProof } from '#platform/person-operation.ts'
import { record } from '#platform/record.ts'
import { withScope, type Scope } from '#platform/scope.ts'
import { findPresentedInvitation, markAccepted, type Invitation } from './invitation-rows.ts'
import { addMember, findMemberByUser, saveMember } from './member-rows.ts'
import { getOrganizationRow } from './organization-rows.ts'
import { hashToken } from './token.ts'

export const acceptInvitation = personOperation(contract, async ({ database, principal, requestId, origin }, { token }) => {
  const tokenHash = hashToken(token)
  const { organizationId, role } = (await withProof(database, { tokenHash }, (db) => findPresentedInvitation(db, tokenHash))) ?? refuseUnknown('invitation')
  const actor: Actor = { kind: 'member', id: newId(), userId: principal.userId, name: principal.name, role }
  return withScope(database, { organizationId, actor, origin, requestId }, {}, async (scope) => {
    // Read again under lock: of two who open the link at once, one joins.
    const invitation = (await findPresentedInvitation(scope.db, tokenHash, { forUpdate: true })) ?? refuseUnknown('invitation')
    refuseOthersInvitation(invitation, principal)
    refuseSpent(invitation, scope.now)
    const memberId = await join(scope, invitation, principal, actor.id)
    await markAccepted(scope, invitation.id)
    record(scope, 'member.joined', { memberId, role: invitation.role })
    const { slug } = await getOrganizationRow(scope)
    return { organizationId, slug }
  })
})

/** Makes the membership, or revives the one the person had: whoever comes back is who they were on the record. */
async function join(scope: Scope, { role }: Invitation, { userId, name, email }: Person, newMemberId: string): Promise<string> {
  const former = await findMemberByUser(scope, userId)
  if (former?.isActive) refuse('duplicate', 'You are a member already.')
  if (former) await saveMember(scope, { ...former, role, isActive: true })
  else await addMember(scope, { id: newMemberId, userId, name, email, role })
  return former?.id ?? newMemberId
}
