import { sql } from 'kysely'
import { listSessions as contract } from '#domain/identity/contract.ts'
import { SESSION_IDLE_SECONDS } from '#domain/identity/session.ts'
import { personOperation } from '#platform/person-operation.ts'

type SessionRow = { id: string; createdAt: string; lastSeenAt: string; device: string | null }

export const listSessions = personOperation(contract, async ({ database, principal }) => {
  const { rows } = await sql<SessionRow>`SELECT id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", nullif(left(user_agent, 300), '') AS device
    FROM session WHERE user_id = ${principal.userId} AND expires_at > now() AND last_seen_at > now() - make_interval(secs => ${SESSION_IDLE_SECONDS})
    ORDER BY last_seen_at DESC LIMIT 200`.execute(database.db)
  return { items: rows.map((row) => ({ ...row, isCurrent: row.id === principal.sessionId })) }
})
