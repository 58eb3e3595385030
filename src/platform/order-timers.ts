import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { withScope, type Scope } from './scope.ts'
import { systemCaller } from './system-caller.ts'

const AT_A_GO = 100

/** Runs the timers that are due, each in a transaction of its own; says whether more are due already. */
export async function runDueTimers(
  { database, log, signal }: { database: Database; log: Log; signal: AbortSignal },
  run: (scope: Scope, orderId: string) => Promise<void>,
): Promise<boolean> {
  const { rows: due } = await sql<{ organizationId: string; orderId: string }>`SELECT organization_id AS "organizationId", order_id AS "orderId"
    FROM order_timer WHERE due_at <= now() ORDER BY due_at LIMIT ${AT_A_GO}`.execute(database.db)
  for (const { organizationId, orderId } of due) {
    if (signal.aborted) return false
    try {
      await withScope(database, systemCaller(organizationId, 'timer'), {}, (scope) => runTimer(scope, orderId, run))
    } catch (error) {
      log.error({ err: error, orderId }, 'A timer failed; it is tried again in a minute.')
      await sql`UPDATE order_timer SET due_at = now() + interval '1 minute'
        WHERE organization_id = ${organizationId} AND order_id = ${orderId} AND due_at <= now()`.execute(database.db)
    }
  }
  return due.length === AT_A_GO
}

// Claimed by an advisory lock and not by the timer's row: verbs lock an order first and its timer last, so whoever locked the
// timer first would now and then wait for an order whose holder waits for the timer.
async function runTimer(scope: Scope, orderId: string, run: (scope: Scope, orderId: string) => Promise<void>): Promise<void> {
  const { rows } = await sql<{ claimed: boolean }>`SELECT pg_try_advisory_xact_lock(hashtextextended(${orderId}, 0)) AS claimed`.execute(scope.db)
  if (!rows[0]?.claimed) return
  const stillDue = await sql`SELECT FROM order_timer WHERE organization_id = ${scope.organizationId} AND order_id = ${orderId} AND due_at <= ${scope.now}`.execute(scope.db)
  if (stillDue.rows.length === 0) return
  await run(scope, orderId)
  // A timer that the move has set anew is written with the commit, after this.
  await sql`DELETE FROM order_timer WHERE organization_id = ${scope.organizationId} AND order_id = ${orderId} AND due_at <= ${scope.now}`.execute(scope.db)
}
