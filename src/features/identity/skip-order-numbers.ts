import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'

/** Lets the organization's own numbering go on behind one that came from elsewhere, so that no order is ever refused for it. */
export async function skipOrderNumbers(scope: Scope, highestUsed: number): Promise<void> {
  await sql`UPDATE organization SET next_number = ${highestUsed + 1} WHERE organization_id = ${scope.organizationId} AND next_number <= ${highestUsed}`.execute(scope.db)
}
