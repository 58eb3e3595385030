import { sql } from 'kysely'
import { firstRun } from '#domain/identity/contract.ts'
import { welcomeOf } from '#domain/identity/entry.ts'
import { isFounded } from '#features/identity/first-run.ts'
import { personOperation } from '#platform/person-operation.ts'
import { showBlueprint } from './show-blueprint.ts'
import { shippedBlueprints } from './shipped-blueprints.ts'

type Facts = { isEmpty: boolean; demo: { email: string; password: string } | null }

export const readInstallation = personOperation(firstRun, async ({ database, entry }) => {
  const { rows } = await sql<Facts>`SELECT NOT EXISTS (SELECT FROM "user") AS "isEmpty",
    (SELECT value FROM installation WHERE key = 'demo') AS demo`.execute(database.db)
  const blueprints = (await shippedBlueprints()).map(showBlueprint)
  const signUp = welcomeOf(entry, await isFounded(database.db))
  return { signUp, needsFirstRunToken: signUp === 'first_run' && entry.needsFirstRunToken, isEmpty: rows[0]?.isEmpty ?? true, demo: rows[0]?.demo ?? null, blueprints }
})
