import { reactivateMember as contract } from '#domain/identity/contract.ts'
import { refuseUngrantable } from '#domain/identity/member.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { refuseStale } from '#platform/scope.ts'
import { getMemberForChange, saveMember } from './member-rows.ts'

export const reactivateMember = operation(contract, async (scope, { id }) => {
  const { member } = await getMemberForChange(scope, id)
  refuseStale(scope, member.version)
  refuseUngrantable(scope.actor, member.role)
  if (member.isActive) return member
  record(scope, 'member.reactivated', { memberId: id })
  return saveMember(scope, { ...member, isActive: true })
})
