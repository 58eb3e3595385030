import { removeUnattachedFiles } from '#features/files/remove-unattached-files.ts'
import { forgetEndedSessions } from '#features/identity/forget-ended-sessions.ts'
import { runOrderTimer } from '#features/orders/run-timer.ts'
import { emptyFinishedRuns } from '#features/wizards/empty-finished-runs.ts'
import { forgetUnfinishedRuns } from '#features/wizards/forget-unfinished-runs.ts'
import type { Recurring } from '#platform/clock.ts'
import { runDueTimers } from '#platform/order-timers.ts'
import { pruneDoneMarks, pruneIdempotencyRecords, pruneRateLimits, pruneSecurityRefusals, trimFeed } from '#platform/prune.ts'

/** Everything the clock does. */
export const recurring: Recurring[] = [
  { name: 'order-timers', everySeconds: 5, run: (clock) => runDueTimers(clock, runOrderTimer) },
  { name: 'prune-idempotency-records', everySeconds: 600, run: pruneIdempotencyRecords },
  { name: 'prune-done-marks', everySeconds: 3600, run: pruneDoneMarks },
  { name: 'prune-security-refusals', everySeconds: 3600, run: pruneSecurityRefusals },
  { name: 'prune-rate-limits', everySeconds: 600, run: pruneRateLimits },
  { name: 'forget-ended-sessions', everySeconds: 3600, run: forgetEndedSessions },
  { name: 'remove-unattached-files', everySeconds: 3600, run: removeUnattachedFiles },
  { name: 'forget-unfinished-runs', everySeconds: 3600, run: forgetUnfinishedRuns },
  { name: 'empty-finished-runs', everySeconds: 3600, run: emptyFinishedRuns },
  { name: 'trim-feed', everySeconds: 3600, run: trimFeed },
]
