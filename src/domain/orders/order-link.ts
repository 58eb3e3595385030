/** How long a customer can follow an order by their link: as long as one may still come back about it. */
const DAYS = 180

export function linkExpiry(madeAt: string): string {
  return new Date(Date.parse(madeAt) + DAYS * 24 * 3_600_000).toISOString()
}
