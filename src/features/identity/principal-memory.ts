import type { Principal } from '#domain/identity/principal.ts'

/** Whoever presented a credential, remembered for a moment so that a burst of requests asks the database once. */
export type PrincipalMemory = {
  recall(credential: string): Principal | undefined
  keep(credential: string, principal: Principal, subjects: string[]): void
  /** Drops everything about a session, key or person, and keeps nothing new about it until the change has surely committed. */
  forget(subject: string): void
  /** Remembers only while revocations on other nodes are heard. */
  setListening(isListening: boolean): void
}

const KEPT_MILLISECONDS = 3_000
// Longer than a verb may take from saying `forget` to its commit (lock_timeout is 5 s).
const DISTRUSTED_MILLISECONDS = 10_000
const MOST = 20_000

export function createMemory(now: () => number = () => performance.now()): PrincipalMemory {
  const kept = new Map<string, { principal: Principal; subjects: string[]; until: number }>()
  const distrusted = new Map<string, number>()
  let listening = false

  return {
    recall(credential) {
      const found = kept.get(credential)
      return found && found.until > now() ? found.principal : undefined
    },
    keep(credential, principal, subjects) {
      if (!listening || subjects.some((subject) => (distrusted.get(subject) ?? 0) > now())) return
      makeRoom(kept)
      kept.set(credential, { principal, subjects, until: now() + KEPT_MILLISECONDS })
    },
    forget(subject) {
      for (const [credential, { subjects }] of kept) if (subjects.includes(subject)) kept.delete(credential)
      makeRoom(distrusted)
      distrusted.delete(subject)
      distrusted.set(subject, now() + DISTRUSTED_MILLISECONDS)
    },
    setListening(isListening) {
      listening = isListening
      if (!isListening) kept.clear()
    },
  }
}

/** This program's. A credential is a hash of 256 random bits, so one memory serves whatever databases the program has open. */
export const principalMemory = createMemory()

function makeRoom(entries: Map<string, unknown>): void {
  if (entries.size < MOST) return
  const [oldest] = entries.keys()
  if (oldest !== undefined) entries.delete(oldest)
}
