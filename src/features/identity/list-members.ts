import { listMembers as contract } from '#domain/identity/contract.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import { listMemberRows } from './member-rows.ts'

export const listMembers = operation(contract, async (scope, asked) => {
  const { q = '', active, limit } = asked
  const { after, pageOf } = pagesOf(scope, contract.name, asked, ['text', 'uuid'])
  const from = after && { name: after[0], id: after[1] }
  return pageOf(await listMemberRows(scope, { q, active, after: from, limit: limit + 1 }), (member) => [member.name, member.id])
})
