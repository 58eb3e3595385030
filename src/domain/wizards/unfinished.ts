/** What is begun and not finished is kept for so many days after it was last touched, unless an organization says otherwise. */
export const UNFINISHED_DAYS = 30

const DAY = 24 * 3_600_000

/**
 * Whether a run of which nothing is kept may have been there once: its id tells when it was begun (UUIDv7), and whatever was
 * begun so long ago may have been forgotten since.
 */
export function mayBeForgotten(runId: string, days: number, now: string): boolean {
  const begunAt = Number.parseInt(runId.slice(0, 8) + runId.slice(9, 13), 16)
  return begunAt <= Date.parse(now) - days * DAY
}
