import { Client } from 'pg'
import { cannotStart } from '../cannot-start.ts'
import { oldestSupported } from './oldest-supported.ts'

/** Makes sure that the PostgreSQL of DATABASE_URL answers and is new enough, or says in words what is wrong. */
export async function checkOutsidePostgres(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  const rows = await askVersion(client).catch((error: Error) => {
    throw cannotStart(`The PostgreSQL of DATABASE_URL does not answer: ${error.message || String(error)}`, error)
  }).finally(() => client.end().catch(() => {}))
  const found = rows[0]
  if (!found || found.number < oldestSupported * 10_000) {
    throw cannotStart(`Docket needs PostgreSQL ${oldestSupported} or newer, but DATABASE_URL leads to PostgreSQL ${found?.version}.`)
  }
}

async function askVersion(client: Client): Promise<{ number: number, version: string }[]> {
  await client.connect()
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`)
  return rows as { number: number, version: string }[]
}
