import { listMembers as contract } from '#domain/identity/contract.ts'
import { decodeCursor, pageOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import { listMemberRows } from './member-rows.ts'

export const listMembers = operation(contract, async (scope, { q = '', active, cursor, limit }) => {
  const [name, id] = decodeCursor(cursor, ['string', 'string'])
  const after = name === undefined || id === undefined ? undefined : { name, id }
  return pageOf(await listMemberRows(scope, { q, active, after, limit: limit + 1 }), limit, (member) => [member.name, member.id])
})
