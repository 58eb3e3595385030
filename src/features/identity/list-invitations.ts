import { listInvitations as contract } from '#domain/identity/contract.ts'
import { operation } from '#platform/operation.ts'
import { listOpenInvitations } from './invitation-rows.ts'
import { showInvitation } from './show-invitation.ts'

export const listInvitations = operation(contract, async (scope) => {
  const open = await listOpenInvitations(scope)
  return { items: open.map(showInvitation) }
})
