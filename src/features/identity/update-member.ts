import { updateMember as contract } from '#domain/identity/contract.ts'
import { refuseLosingLastOwner, refuseUngrantable } from '#domain/identity/member.ts'
import type { Changes } from '#domain/events.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { refuseStale } from '#platform/scope.ts'
import { getMemberForChange, saveMember } from './member-rows.ts'

export const updateMember = operation(contract, async (scope, { id, role, jobTitle }) => {
  const { member, activeOwners } = await getMemberForChange(scope, id)
  refuseStale(scope, member.version)
  const after = { ...member, role: role ?? member.role, jobTitle: jobTitle === undefined ? member.jobTitle : jobTitle }
  refuseUngrantable(scope.actor, member.role)
  refuseUngrantable(scope.actor, after.role)
  refuseLosingLastOwner(member, after, activeOwners)
  const changes: Changes = {}
  if (after.role !== member.role) changes['role'] = { from: member.role, to: after.role }
  if (after.jobTitle !== member.jobTitle) changes['jobTitle'] = { from: member.jobTitle, to: after.jobTitle }
  if (Object.keys(changes).length === 0) return member
  record(scope, 'member.changed', { memberId: id, changes })
  return saveMember(scope, after)
})
