import { sql } from 'kysely'
import { newId } from '#domain/kernel/id.ts'
import type { Database } from '#platform/database.ts'
import { withScope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'

/** An organization in which nothing has happened and nobody works, for what counts every event. */
export async function foundBareOrganization(database: Database): Promise<string> {
  const organizationId = newId()
  await withScope(database, systemCaller(organizationId, 'test'), {}, async ({ db }) => {
    await sql`INSERT INTO organization (organization_id, slug, name, settings) VALUES (${organizationId}, ${organizationId}, 'Test', '{}')`.execute(db)
  })
  return organizationId
}
