import { sql } from 'kysely'
import type { z } from 'zod'
import type { organizationSettings as settingsSchema } from '#domain/identity/contract.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

export type OrganizationSettings = z.infer<typeof settingsSchema>

// Settings change rarely and are read with every order; another node sees a change after this many milliseconds at the latest.
const KEPT_FOR = 2000
const ORGANIZATIONS_KEPT = 10_000

const cache = new Map<string, { settings: OrganizationSettings; until: number }>()

/** The organization's settings: zone, currency, tax defaults, words. */
export async function organizationSettings(scope: Scope): Promise<OrganizationSettings> {
  const kept = cache.get(scope.organizationId)
  if (kept && kept.until > Date.now()) return kept.settings
  const { rows } = await sql<{ name: string; settings: Omit<OrganizationSettings, 'name'> }>`
    SELECT name, settings FROM organization WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  const row = rows[0] ?? refuseUnknown('organization')
  const settings = { ...row.settings, name: row.name }
  if (cache.size >= ORGANIZATIONS_KEPT) cache.clear()
  cache.set(scope.organizationId, { settings, until: Date.now() + KEPT_FOR })
  return settings
}

/** For whoever changes them: the next reader on this node reads anew. */
export function forgetOrganizationSettings(organizationId: string): void {
  cache.delete(organizationId)
}
