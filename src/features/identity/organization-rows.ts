import { sql } from 'kysely'
import type { ShownOrganization } from '#domain/identity/contract.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { settingsOf, type StoredSettings } from './organization-settings.ts'

export type OrganizationRow = {
  organization_id: string
  slug: string
  name: string
  settings: StoredSettings
  blueprint: string | null
  version: number
}

/** The scope's own organization. */
export async function getOrganizationRow(scope: Scope, options: { forUpdate?: boolean } = {}): Promise<OrganizationRow> {
  const lock = options.forUpdate ? sql`FOR UPDATE` : sql``
  const { rows } = await sql<OrganizationRow>`SELECT organization_id, slug, name, settings, blueprint, version FROM organization
    WHERE organization_id = ${scope.organizationId} ${lock}`.execute(scope.db)
  return rows[0] ?? refuseUnknown('organization')
}

export function showOrganization(row: OrganizationRow): ShownOrganization {
  return { ...settingsOf(row.settings), id: row.organization_id, slug: row.slug, name: row.name, version: row.version, blueprint: row.blueprint }
}
