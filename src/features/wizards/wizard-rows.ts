import { sql } from 'kysely'
import type { Wizard } from '#domain/wizards/wizard.ts'
import type { Scope } from '#platform/scope.ts'

export type WizardRow = { id: string; version: number; publishedAt: string; isRetired: boolean; position: number; wizard: Wizard }

const columns = sql`id, version, published_at AS "publishedAt", is_retired AS "isRetired", position, definition AS wizard`

/** Every wizard that was ever published, at its present version, in the order they are shown in. */
export async function readWizards(scope: Scope): Promise<WizardRow[]> {
  const { rows } = await sql<WizardRow>`SELECT ${columns} FROM wizard WHERE organization_id = ${scope.organizationId} ORDER BY position, key`.execute(scope.db)
  return rows
}

export async function findWizard(scope: Scope, key: string): Promise<WizardRow | undefined> {
  const { rows } = await sql<WizardRow>`SELECT ${columns} FROM wizard WHERE organization_id = ${scope.organizationId} AND key = ${key}`.execute(scope.db)
  return rows[0]
}

/** A version as it was published; it never changes. */
export async function getWizardVersion(scope: Scope, wizardId: string, version: number): Promise<Wizard> {
  const found = await findWizardVersion(scope, wizardId, version)
  if (!found) throw new Error('A run is of a version that was published')
  return found
}

export async function findWizardVersion(scope: Scope, wizardId: string, version: number): Promise<Wizard | undefined> {
  const { rows } = await sql<{ definition: Wizard }>`SELECT definition FROM wizard_version
    WHERE organization_id = ${scope.organizationId} AND wizard_id = ${wizardId} AND version = ${version}`.execute(scope.db)
  return rows[0]?.definition
}

/** Saves the current definition, and the same again under its version, where it stays as it is. */
export async function saveWizardVersion(scope: Scope, { id, version, publishedAt, position, wizard }: WizardRow): Promise<void> {
  const definition = JSON.stringify(wizard)
  await sql`INSERT INTO wizard (organization_id, id, key, version, definition, published_at, position)
    VALUES (${scope.organizationId}, ${id}, ${wizard.key}, ${version}, ${definition}::jsonb, ${publishedAt}, ${position})
    ON CONFLICT (organization_id, id) DO UPDATE SET version = excluded.version, definition = excluded.definition, published_at = excluded.published_at`.execute(scope.db)
  await sql`INSERT INTO wizard_version (organization_id, wizard_id, version, definition, published_at)
    VALUES (${scope.organizationId}, ${id}, ${version}, ${definition}::jsonb, ${publishedAt})`.execute(scope.db)
}

export async function setWizardRetired(scope: Scope, id: string, isRetired: boolean): Promise<void> {
  await sql`UPDATE wizard SET is_retired = ${isRetired} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}
