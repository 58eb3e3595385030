/**
 * Keeps what is read often and changed rarely, per organization, for so many milliseconds: other nodes learn of a change
 * within that time, this one at once.
 */
export type BriefMemory<T> = { recall(organizationId: string, read: () => Promise<T>): Promise<T>; forget(organizationId: string): void }

const MOST_ORGANIZATIONS = 1_000

export function briefMemory<T>(milliseconds: number, now: () => number = () => performance.now()): BriefMemory<T> {
  const kept = new Map<string, { value: T; until: number }>()
  // A verb forgets before its transaction commits, and a read that began before the commit still sees the old rows. So
  // nothing is kept for a while after a change.
  const changed = new Map<string, number>()

  return {
    async recall(organizationId, read) {
      const found = kept.get(organizationId)
      if (found && found.until > now()) return found.value
      const value = await read()
      if ((changed.get(organizationId) ?? -Infinity) > now() - milliseconds) return value
      changed.delete(organizationId)
      makeRoom(kept)
      kept.set(organizationId, { value, until: now() + milliseconds })
      return value
    },
    forget(organizationId) {
      kept.delete(organizationId)
      makeRoom(changed)
      changed.set(organizationId, now())
    },
  }
}

function makeRoom(entries: Map<string, unknown>): void {
  if (entries.size < MOST_ORGANIZATIONS) return
  const [oldest] = entries.keys()
  if (oldest !== undefined) entries.delete(oldest)
}
