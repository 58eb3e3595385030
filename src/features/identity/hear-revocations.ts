import type pg from 'pg'
import { connect } from '#platform/connection.ts'
import type { Database } from '#platform/database.ts'
import { principalMemory } from './principal-memory.ts'
import { REVOKED_CHANNEL } from './revoke.ts'

const RETRY_MILLISECONDS = 1_000

/**
 * Listens for what other nodes revoke. While nobody listens nothing is remembered, so a lost connection costs speed and
 * never lets anybody in.
 */
export async function hearRevocations(database: Database): Promise<{ stop(): Promise<void> }> {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false
  let listening = listen()
  await listening

  async function listen(): Promise<void> {
    try {
      client = await connect(database.url, 'docket revocations')
      client.on('notification', ({ payload }) => payload && principalMemory.forget(payload))
      client.on('end', listenAgain)
      await client.query(`LISTEN ${REVOKED_CHANNEL}`)
      principalMemory.setListening(true)
    } catch {
      listenAgain()
    }
  }

  function listenAgain(): void {
    principalMemory.setListening(false)
    if (stopped) return
    clearTimeout(retry)
    retry = setTimeout(() => (listening = listen()), RETRY_MILLISECONDS).unref()
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await listening
      await client?.end().catch(() => {})
    },
  }
}
