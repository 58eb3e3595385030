import { sql } from 'kysely'
import { updateOrganization as contract } from '#domain/identity/contract.ts'
import type { OrganizationSettings } from '#domain/identity/settings.ts'
import { businessHoursOf } from '#domain/hours/business-hours.ts'
import { errorsOfLocations, refuseUnknownPlace } from '#domain/identity/organization.ts'
import { refuse, refuseErrors, refuseField } from '#domain/kernel/refusal.ts'
import { openCategories } from '#domain/workflows/category.ts'
import { addJob } from '#platform/jobs.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { refuseStale, type Scope } from '#platform/scope.ts'
import { getOrganizationRow, showOrganization } from './organization-rows.ts'
import { forgetOrganizationSettings, settingsOf } from './organization-settings.ts'

type Locations = OrganizationSettings['locations']

export const updateOrganization = operation(contract, async (scope, changes) => {
  const row = await getOrganizationRow(scope, { forUpdate: true })
  refuseStale(scope, row.version)
  refuseUnknownPlace(changes)
  if (changes.logoFileId) await refuseUnfitLogo(scope, changes.logoFileId)
  if (changes.locations) await refuseUnfitLocations(scope, row.settings.locations, changes.locations)
  const before: OrganizationSettings = { ...settingsOf(row.settings), name: row.name }
  const after: OrganizationSettings = { ...before, ...changes }
  const changed = Object.keys(changes).filter((key) => !isSame(before[key as keyof typeof before], after[key as keyof typeof after]))
  if (changed.length === 0) return showOrganization(row)
  const { name, ...settings } = after
  const updated = { ...row, name, settings, version: row.version + 1 }
  await sql`UPDATE organization SET name = ${name}, settings = ${JSON.stringify(settings)}::jsonb, version = ${updated.version}
    WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  forgetOrganizationSettings(scope.organizationId)
  if (!isSame(businessHoursOf(before), businessHoursOf(after))) await letOrdersFollow(scope)
  record(scope, 'organization.updated', { changed })
  return showOrganization(updated)
})

// By then every node has forgotten the hours as they were (organization-settings.ts), so no order is set by them afterwards.
const HEARD_EVERYWHERE = 5_000

/** Orders that stand where business hours decide are judged by the new ones, in the background. */
async function letOrdersFollow(scope: Scope): Promise<void> {
  const { organizationId } = scope
  const runAt = new Date(Date.now() + HEARD_EVERYWHERE).toISOString()
  await addJob(scope, 'hours.follow', { organizationId }, { key: `hours ${organizationId}`, queue: `hours ${organizationId}`, runAt })
}

async function refuseUnfitLogo(scope: Scope, id: string): Promise<void> {
  const { rows } = await sql<{ isImage: boolean }>`SELECT media_type LIKE 'image/%' AS "isImage" FROM file WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  if (!rows[0]?.isImage) refuseField('/logoFileId', 'unknown', 'There is no such picture. Upload it first.')
}

/** A location stays while something open is there: nobody would find it again. What is over keeps only its name in numbers. */
async function refuseUnfitLocations(scope: Scope, before: Locations, after: Locations): Promise<void> {
  refuseErrors(errorsOfLocations(after))
  for (const { key, name } of before.filter((location) => !after.some((one) => one.key === location.key))) {
    const { rows } = await sql`SELECT FROM orders WHERE organization_id = ${scope.organizationId} AND location = ${key} AND archived_at IS NULL AND category = ANY(${openCategories}::text[]) LIMIT 1`.execute(scope.db)
    if (rows.length > 0) refuse('in-use', `Open orders are at “${name}”. Complete or cancel them before you remove it.`, { errors: [{ pointer: '/locations', code: 'in-use', message: `“${name}” has open orders.` }] })
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
