import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'

/** Makes somebody who can sign in with this password, for the demo and the operator's CLI. */
export async function registerPerson({ db }: Database, given: { email: string; password: string; name: string }): Promise<{ userId: string; name: string; email: string }> {
  const userId = newId()
  const email = given.email.toLowerCase()
  const password = await hashPassword(given.password)
  const { rows } = await sql`WITH person AS (
      INSERT INTO "user" (id, name, email) VALUES (${userId}, ${given.name}, ${email}) ON CONFLICT (email) DO NOTHING RETURNING id
    )
    INSERT INTO account (id, user_id, account_id, provider_id, password)
    SELECT ${newId()}::uuid, person.id, person.id::text, 'credential', ${password} FROM person RETURNING user_id`.execute(db)
  if (rows.length === 0) refuse('duplicate', `Somebody is registered with ${email} already.`)
  return { userId, name: given.name, email }
}
