/** How often signing in to one account from one address may fail within a minute. */
const MOST_FAILURES = 5
const MINUTE = 60_000
const MOST_REMEMBERED = 50_000

/**
 * Counts wrong passwords per account and address, so that guessing is slow, while neither a busy office behind one address
 * nor the account's owner elsewhere is locked out.
 */
export function countFailedSignIns(now: () => number = () => performance.now()) {
  const failures = new Map<string, { count: number; until: number }>()
  return {
    /** Seconds until the next attempt is listened to; 0 where it is now. */
    secondsToWait(who: string): number {
      const found = failures.get(who)
      return found && found.count >= MOST_FAILURES && found.until > now() ? Math.ceil((found.until - now()) / 1000) : 0
    },
    failed(who: string): void {
      const found = failures.get(who)
      const isSameMinute = found && found.until > now()
      if (failures.size >= MOST_REMEMBERED && !found) failures.clear()
      failures.set(who, { count: isSameMinute ? found.count + 1 : 1, until: isSameMinute ? found.until : now() + MINUTE })
    },
    succeeded(who: string): void {
      failures.delete(who)
    },
  }
}
