import { sql } from 'kysely'
import { revokeSession as contract } from '#domain/identity/contract.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { personOperation } from '#platform/person-operation.ts'
import { revoke } from './revoke.ts'

export const revokeSession = personOperation(contract, async ({ database, principal }, { id }) => {
  await database.db.transaction().execute(async (db) => {
    // Compared as text: what is no UUID is simply nobody's session.
    const { rows } = await sql<{ token_hash: string }>`DELETE FROM session WHERE id::text = ${id} AND user_id = ${principal.userId} RETURNING token_hash`.execute(db)
    const session = rows[0] ?? refuseUnknown('session')
    await revoke(db, session.token_hash)
  })
  return {}
})
