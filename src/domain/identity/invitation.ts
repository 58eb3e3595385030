import { refuse } from '../kernel/refusal.ts'
import { daysLater } from '../kernel/span.ts'

const VALID_DAYS = 7

export function invitationExpiry(now: string): string {
  return daysLater(now, VALID_DAYS)
}

/** Says no to a link that was used or has run out; an invitation is good for one person, once. */
export function refuseSpent(invitation: { acceptedAt: string | null; expiresAt: string }, now: string): void {
  if (invitation.acceptedAt !== null) refuse('link-expired', 'This invitation has been accepted already. Sign in, or ask for a new one.')
  if (invitation.expiresAt <= now) refuse('link-expired', `This invitation was good for ${VALID_DAYS} days and has run out. Ask for a new one.`)
}

/** Says no where somebody else opened the link: being handed on does not make it theirs. */
export function refuseOthersInvitation(invitation: { email: string }, person: { email: string }): void {
  if (invitation.email.toLowerCase() === person.email.toLowerCase()) return
  refuse('forbidden', `This invitation is for ${invitation.email}, not for ${person.email}. Use the invited address.`)
}
