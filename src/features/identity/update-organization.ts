import { sql } from 'kysely'
import { updateOrganization as contract } from '#domain/identity/contract.ts'
import { refuseUnknownPlace } from '#domain/identity/organization.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { refuseStale, type Scope } from '#platform/scope.ts'
import { getOrganizationRow, showOrganization } from './organization-rows.ts'
import { forgetOrganizationSettings } from './organization-settings.ts'

export const updateOrganization = operation(contract, async (scope, changes) => {
  const row = await getOrganizationRow(scope, { forUpdate: true })
  refuseStale(scope, row.version)
  refuseUnknownPlace(changes)
  if (changes.logoFileId) await refuseUnfitLogo(scope, changes.logoFileId)
  const before = { ...row.settings, name: row.name }
  const after = { ...before, ...changes }
  const changed = Object.keys(changes).filter((key) => !isSame(before[key as keyof typeof before], after[key as keyof typeof after]))
  if (changed.length === 0) return showOrganization(row)
  const { name, ...settings } = after
  const updated = { ...row, name, settings, version: row.version + 1 }
  await sql`UPDATE organization SET name = ${name}, settings = ${JSON.stringify(settings)}::jsonb, version = ${updated.version}
    WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  forgetOrganizationSettings(scope.organizationId)
  record(scope, 'organization.updated', { changed })
  return showOrganization(updated)
})

async function refuseUnfitLogo(scope: Scope, id: string): Promise<void> {
  const { rows } = await sql<{ isImage: boolean }>`SELECT media_type LIKE 'image/%' AS "isImage" FROM file WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  if (!rows[0]?.isImage) refuseField('/logoFileId', 'unknown', 'There is no such picture. Upload it first.')
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
