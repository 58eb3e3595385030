import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { newToken } from './token.ts'

/**
 * The secret that signs cookies: the operator's, or one made at the first start and kept in the database. There is no
 * default, so no two installations share one.
 */
export async function installationSecret({ db }: Database, given: string | undefined): Promise<string> {
  if (given !== undefined) return given
  await sql`INSERT INTO installation (key, value) VALUES ('auth_secret', to_jsonb(${newToken()}::text)) ON CONFLICT (key) DO NOTHING`.execute(db)
  const { rows } = await sql<{ value: string }>`SELECT value #>> '{}' AS value FROM installation WHERE key = 'auth_secret'`.execute(db)
  return rows[0]?.value ?? Promise.reject(new Error('The installation has no secret'))
}
