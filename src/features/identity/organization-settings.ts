import { sql } from 'kysely'
import type { z } from 'zod'
import type { organizationSettings as settingsSchema } from '#domain/identity/settings.ts'
import { UNFINISHED_DAYS } from '#domain/wizards/unfinished.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { briefMemory } from '#platform/brief-memory.ts'
import type { Scope } from '#platform/scope.ts'

export type OrganizationSettings = z.infer<typeof settingsSchema>
export type StoredSettings = Omit<OrganizationSettings, 'name' | 'unfinishedDays' | 'hours'> & Partial<Pick<OrganizationSettings, 'unfinishedDays' | 'hours'>>

// Settings change rarely and are read with every order; another node sees a change two seconds later at the latest.
const memory = briefMemory<OrganizationSettings>(2_000)

/** The organization's settings: zone, currency, tax defaults, words. */
export function organizationSettings(scope: Scope): Promise<OrganizationSettings> {
  return memory.recall(scope.organizationId, async () => {
    const { rows } = await sql<{ name: string; settings: StoredSettings }>`
      SELECT name, settings FROM organization WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
    const row = rows[0] ?? refuseUnknown('organization')
    return { ...settingsOf(row.settings), name: row.name }
  })
}

/** Settings as they are stored: those of an organization that was founded before there was one begin with what new ones begin with. */
export function settingsOf(stored: StoredSettings): Omit<OrganizationSettings, 'name'> {
  return { unfinishedDays: UNFINISHED_DAYS, hours: null, ...stored }
}

/** For whoever changes them: the next reader on this node reads anew. */
export function forgetOrganizationSettings(organizationId: string): void {
  memory.forget(organizationId)
}
