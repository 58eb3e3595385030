import { sql } from 'kysely'
import { newId } from '#domain/kernel/id.ts'
import type { Database } from '#platform/database.ts'

/** One request that was refused for security: who asked for what from where, and why not. Never what was said. */
export type SecurityRefusal = {
  organizationId: string | undefined
  refused: string
  who: 'nobody' | 'person' | 'api_client'
  whoId: string | undefined
  method: string
  route: string
  network: string
  requestId: string
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'
const WAIT_MILLISECONDS = 500
// So many different ones a moment are kept; beyond that it is a flood, of which the metrics tell how large it is.
const MOST = 500

type Log = { error(facts: object, message: string): void }

/**
 * Keeps refusals on record. They are gathered for a moment and written in one statement, equal ones as one row with a count, so
 * that whoever is refused a thousand times a second costs two rows a second.
 */
export function openSecurityRecord(database: Database, log: Log): { keep(refusal: SecurityRefusal): void; stop(): Promise<void> } {
  let waiting = new Map<string, SecurityRefusal & { at: string; count: number }>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const refusals = [...waiting.values()].map((one) => ({
      organization_id: one.organizationId ?? NOWHERE, id: newId(), at: one.at, refused: one.refused, who: one.who, who_id: one.whoId ?? null,
      method: one.method, route: one.route, network: one.network, request_id: one.requestId, count: one.count,
    }))
    waiting = new Map()
    if (refusals.length > 0) {
      writing = writing.then(async () => void (await sql`SELECT keep_security_refusals(${JSON.stringify(refusals)}::jsonb)`.execute(database.db)))
        .catch((error: unknown) => log.error({ err: error }, 'Refusals could not be kept on record.'))
    }
    return writing
  }

  return {
    keep(refusal) {
      const { organizationId, refused, who, whoId, method, route, network } = refusal
      const same = [organizationId, refused, who, whoId, method, route, network].join('\n')
      const before = waiting.get(same)
      if (before) before.count += 1
      else if (waiting.size < MOST) waiting.set(same, { ...refusal, at: new Date().toISOString(), count: 1 })
      timer ??= setTimeout(() => void write(), WAIT_MILLISECONDS)
    },
    stop: write,
  }
}
