import { refuse } from '../kernel/refusal.ts'
import { daysLater } from '../kernel/span.ts'

/** How long a customer can follow an order by their link: as long as one may still come back about it. */
const DAYS = 180

/** Whether a link still leads anywhere: it was not taken back, and has not run out. */
export function isLinkOpen({ revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string }, now: string): boolean {
  return revokedAt === null && Date.parse(expiresAt) > Date.parse(now)
}

/** Says no to whoever comes by a link that leads nowhere any more. */
export function refuseUnlessLinkOpen(link: { revokedAt: string | null; expiresAt: string }, now: string): void {
  if (!isLinkOpen(link, now)) refuse('link-expired', 'This link has run out or was taken back. Ask for a new one.')
}

export function linkExpiry(madeAt: string): string {
  return daysLater(madeAt, DAYS)
}
