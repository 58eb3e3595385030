/** How long a customer can follow an order by their link: as long as one may still come back about it. */
const DAYS = 180

/** Whether a link still leads anywhere: it was not taken back, and has not run out. */
export function isLinkOpen({ revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string }, now: string): boolean {
  return revokedAt === null && Date.parse(expiresAt) > Date.parse(now)
}

export function linkExpiry(madeAt: string): string {
  return new Date(Date.parse(madeAt) + DAYS * 24 * 3_600_000).toISOString()
}
