import { sql } from 'kysely'
import type { Wizard } from '#domain/wizards/wizard.ts'
import type { Scope } from '#platform/scope.ts'
import { isForFollowers, isPublic } from './who-may-run.ts'

/** The public address of each wizard that has one, by the wizard's key. */
export async function readLinks(scope: Scope): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; link: string }>`SELECT wizard_key AS key, link FROM wizard_link WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  return new Map(rows.map(({ key, link }) => [key, link]))
}

/** Gives a wizard for the world, or for those who follow an order, its address. It keeps it for good: it may be printed on a shop window. */
export async function ensureLink(scope: Scope, wizard: Wizard): Promise<void> {
  if ((!isPublic(wizard) && !isForFollowers(wizard)) || (await readLinks(scope)).has(wizard.key)) return
  const { rows } = await sql<{ slug: string }>`SELECT slug FROM organization WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  const wanted = `${rows[0]?.slug ?? 'order'}-${wizard.key}`.slice(0, LONGEST)
  for (let n = 1; ; n++) {
    const link = n === 1 ? wanted : `${wanted.slice(0, LONGEST - 4)}-${n}`
    const inserted = await sql`INSERT INTO wizard_link (link, organization_id, wizard_key) VALUES (${link}, ${scope.organizationId}, ${wizard.key}) ON CONFLICT (link) DO NOTHING RETURNING link`.execute(scope.db)
    if (inserted.rows.length === 1) return
  }
}

const LONGEST = 63
