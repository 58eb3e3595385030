import { refuseUninvited, type Entry } from '#domain/identity/entry.ts'
import { refuseOthersInvitation, refuseSpent } from '#domain/identity/invitation.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'
import { withProof } from '#platform/person-operation.ts'
import { isFirstRunToken, isFounded } from './first-run.ts'
import { findPresentedInvitation } from './invitation-rows.ts'
import { hashToken } from './token.ts'

/** Says no to an account that nobody invited, where that is not for everybody. An invitation opens to the invited address, whatever else is set. */
export async function refuseStranger(database: Database, entry: Entry, asked: { email: string; invitation: unknown; firstRunToken: unknown }): Promise<void> {
  if (asked.invitation !== undefined) return refuseWithoutInvitation(database, asked.email, typeof asked.invitation === 'string' ? asked.invitation : '')
  if (entry.signUp === 'open') return
  refuseUninvited(entry, await isFounded(database.db), await isFirstRunToken(database.db, asked.firstRunToken))
}

async function refuseWithoutInvitation(database: Database, email: string, token: string): Promise<void> {
  const tokenHash = hashToken(token)
  const invitation = (await withProof(database, { tokenHash }, (db) => findPresentedInvitation(db, tokenHash))) ?? refuseUnknown('invitation')
  refuseSpent(invitation, new Date().toISOString())
  refuseOthersInvitation(invitation, { email })
}
