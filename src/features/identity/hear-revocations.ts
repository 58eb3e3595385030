import pg from 'pg'
import type { Database } from '#platform/database.ts'
import { APP_ROLE } from '#platform/migrate.ts'
import { principalMemory } from './principal-memory.ts'
import { REVOKED_CHANNEL } from './revoke.ts'

const RETRY_MILLISECONDS = 1_000

/**
 * Listens for what other nodes revoke. While nobody listens nothing is remembered, so a lost connection costs speed and
 * never lets anybody in.
 */
export function hearRevocations(database: Database): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false
  let connecting = connect()

  async function connect(): Promise<void> {
    const connection = new pg.Client({ connectionString: database.url, application_name: 'docket revocations', options: `-c role=${APP_ROLE}` })
    client = connection
    connection.on('notification', ({ payload }) => payload && principalMemory.forget(payload))
    connection.on('error', () => {})
    connection.on('end', again)
    try {
      await connection.connect()
      await connection.query(`LISTEN ${REVOKED_CHANNEL}`)
      principalMemory.setListening(true)
    } catch {
      await connection.end().catch(() => {})
      again()
    }
  }

  function again(): void {
    principalMemory.setListening(false)
    if (stopped) return
    clearTimeout(retry)
    retry = setTimeout(() => (connecting = connect()), RETRY_MILLISECONDS)
    retry.unref()
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await connecting
      await client?.end().catch(() => {})
    },
  }
}
