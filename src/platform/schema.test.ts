import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testOwnerUrl } from '#test/database.ts'
import { asOwner } from '#test/own-database.ts'
import { describeTables } from './generate-tables.ts'

// Machinery holds no content of an organization: ids, positions and instants, or facts of the installation and of people.
const machinery = ['event_feed', 'installation', 'order_timer', 'outbox', 'rate_limit', 'schema_migration', 'wizard_link']
// People and their sessions stand beside organizations: one person may belong to several.
const people = ['user', 'account', 'session', 'verification', 'two_factor']

test('tables.ts is what the migrations make', async () => {
  expect(await describeTables(testOwnerUrl())).toBe(readFileSync(path.join(import.meta.dirname, 'tables.ts'), 'utf8'))
})

test('every table of an organization starts its key with the organization and is confined to it, even for its owner', async () => {
  const tables = await asOwner<{ name: string, key: string | null, enabled: boolean, forced: boolean, confined: boolean }>(testOwnerUrl(), `
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'own_organization' AND p.polcmd = '*' AND p.polwithcheck IS NOT NULL) AS confined
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`)
  const open = tables.filter(({ name, key, enabled, forced, confined }) =>
    !machinery.includes(name) && !people.includes(name) && !(key === 'organization_id' && enabled && forced && confined))
  expect(open.map((table) => table.name)).toEqual([])
})

test('unique and foreign keys of an organization start with it, so that its rows can live anywhere', async () => {
  // What one proves to hold before the organization is known, and the names by which organizations are told apart.
  const known = ['api_key_by_token', 'invitation_by_token', 'order_link_by_token', 'organization_slug_key', 'organization_pkey']
  const indexes = await asOwner<{ name: string }>(testOwnerUrl(), `
    SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity AND i.indisunique AND a.attname <> 'organization_id'`)
  expect(indexes.map((index) => index.name).filter((name) => !known.includes(name))).toEqual([])
  const references = await asOwner<{ name: string }>(testOwnerUrl(), `
    SELECT k.conname AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity AND a.attname <> 'organization_id'`)
  expect(references).toEqual([])
})
