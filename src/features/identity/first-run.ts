import { createHash, timingSafeEqual } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '#platform/tables.ts'
import { newToken } from './token.ts'

/** Whether any organization was ever founded here. */
export async function isFounded(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ founded: boolean }>`SELECT EXISTS (SELECT FROM installation WHERE key = 'founded') AS founded`.execute(db)
  return rows[0]?.founded ?? false
}

/** Notes that an organization is founded, and says whether it is the first; of two at once, the second waits for the first. The first-run token ends with it. */
export async function markFounded(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql`INSERT INTO installation (key, value) VALUES ('founded', 'true') ON CONFLICT (key) DO NOTHING RETURNING 1`.execute(db)
  if (rows.length > 0) await sql`DELETE FROM installation WHERE key = 'first_run_token'`.execute(db)
  return rows.length > 0
}

/** The token by which the first organization is founded, the same on every node and at every start; undefined once one is. */
export async function firstRunToken(db: Kysely<Tables>): Promise<string | undefined> {
  if (await isFounded(db)) return undefined
  await sql`INSERT INTO installation (key, value) VALUES ('first_run_token', to_jsonb(${newToken()}::text)) ON CONFLICT (key) DO NOTHING`.execute(db)
  return findFirstRunToken(db)
}

export async function isFirstRunToken(db: Kysely<Tables>, given: unknown): Promise<boolean> {
  const expected = await findFirstRunToken(db)
  return typeof given === 'string' && expected !== undefined && timingSafeEqual(digest(given), digest(expected))
}

async function findFirstRunToken(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ token: string }>`SELECT value #>> '{}' AS token FROM installation WHERE key = 'first_run_token'`.execute(db)
  return rows[0]?.token
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
