import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'

/**
 * The country whose numbers people here write without a country code. Kept for a minute: it is asked for on every order
 * and hardly ever changes, and a number written in full is the same anywhere.
 */
export async function homeCountry(scope: Scope): Promise<string | undefined> {
  const kept = countries.get(scope.organizationId)
  if (kept && kept.until > Date.now()) return kept.country
  const { rows } = await sql<{ country: string | null }>`SELECT settings->>'country' AS country FROM organization
    WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  const country = rows[0]?.country ?? undefined
  countries.set(scope.organizationId, { country, until: Date.now() + KEPT_FOR })
  return country
}

const KEPT_FOR = 60_000
const countries = new Map<string, { country: string | undefined; until: number }>()
