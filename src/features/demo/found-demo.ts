import { sql } from 'kysely'
import type { Log } from '#platform/log.ts'
import type { Database } from '#platform/database.ts'
import { registerPerson } from '#features/identity/register-person.ts'
import { readBusinesses } from './business.ts'
import { foundBusiness } from './found-business.ts'
import { placeOrders } from './place-orders.ts'

// Known to everyone who reads this: a demo listens on this machine only, and says so where it refuses anything else.
const SIGN_IN = { email: 'demo@docket.example', password: 'open-the-docket', name: 'Robin Demo' }

/**
 * Founds the demo on an empty database: one business a file in demo/, one owner of them all. On a database that holds the
 * demo already it only says how to sign in; on any other it does nothing.
 */
export async function foundDemo({ database, log }: { database: Database; log: Log }): Promise<{ email: string; password: string } | undefined> {
  const { rows } = await sql<{ isDemo: boolean; isEmpty: boolean }>`
    SELECT EXISTS (SELECT FROM installation WHERE key = 'demo') AS "isDemo", NOT EXISTS (SELECT FROM "user") AS "isEmpty"`.execute(database.db)
  const { email, password } = SIGN_IN
  if (rows[0]?.isDemo) return { email, password }
  if (!rows[0]?.isEmpty) return undefined
  const startedAt = Date.now()
  const person = await registerPerson(database, SIGN_IN)
  await sql`INSERT INTO installation (key, value) VALUES ('demo', ${JSON.stringify({ email, password })}::jsonb) ON CONFLICT DO NOTHING`.execute(database.db)
  const counts = await Promise.all((await readBusinesses()).map(async (business) => placeOrders(database, business, await foundBusiness(database, business, person))))
  log.info({ organizations: counts.length, orders: counts.reduce((sum, count) => sum + count, 0), milliseconds: Date.now() - startedAt }, 'The demo is founded.')
  return { email, password }
}
