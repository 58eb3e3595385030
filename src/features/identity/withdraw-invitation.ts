import { withdrawInvitation as contract } from '#domain/identity/contract.ts'
import { refuseUngrantable } from '#domain/identity/member.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { removeOpenInvitations } from './invitation-rows.ts'

export const withdrawInvitation = operation(contract, async (scope, { id }) => {
  const [removed = refuseUnknown('invitation')] = await removeOpenInvitations(scope, { id })
  refuseUngrantable(scope.actor, removed.role)
  record(scope, 'member.invitation_withdrawn', { invitationId: id, role: removed.role })
  return {}
})
