import { deactivateMember as contract } from '#domain/identity/contract.ts'
import { refuseLosingLastOwner, refuseUngrantable } from '#domain/identity/member.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { refuseStale } from '#platform/scope.ts'
import { getMemberForChange, saveMember } from './member-rows.ts'

export const deactivateMember = operation(contract, async (scope, { id }) => {
  const { member, activeOwners } = await getMemberForChange(scope, id)
  refuseStale(scope, member.version)
  const after = { ...member, isActive: false }
  refuseUngrantable(scope.actor, member.role)
  refuseLosingLastOwner(member, after, activeOwners)
  if (!member.isActive) return member
  record(scope, 'member.deactivated', { memberId: id })
  return saveMember(scope, after)
})
