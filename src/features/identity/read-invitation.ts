import { sql } from 'kysely'
import { readInvitation as contract } from '#domain/identity/contract.ts'
import { refuseSpent } from '#domain/identity/invitation.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { personOperation, withProof } from '#platform/person-operation.ts'
import { findPresentedInvitation } from './invitation-rows.ts'
import { hashToken } from './token.ts'

export const readInvitation = personOperation(contract, async ({ database }, { token }) => {
  const tokenHash = hashToken(token)
  return withProof(database, { tokenHash }, async (db) => {
    const invitation = (await findPresentedInvitation(db, tokenHash)) ?? refuseUnknown('invitation')
    refuseSpent(invitation, new Date().toISOString())
    // The link proves an invitation of this organization, so its name may be told.
    await sql`SELECT set_config('app.organization', ${invitation.organizationId}, true)`.execute(db)
    const { rows } = await sql<{ name: string }>`SELECT name FROM organization WHERE organization_id = ${invitation.organizationId}`.execute(db)
    return { organizationName: rows[0]?.name ?? '', role: invitation.role, email: invitation.email }
  })
})
