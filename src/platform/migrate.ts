import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { prepareSearch } from './search-under-row-security.ts'

/** The role the application works as: it owns nothing of an organization's and may not pass row level security. */
export const APP_ROLE = 'docket_app'

const MIGRATIONS = new URL('./migrations/', import.meta.url)
// Any number; two programs that migrate the same database at once take turns by it.
const LOCK = 7_265_001

/**
 * Brings the database up to date: numbered plain SQL files, forward only, each in its own transaction and once.
 * `ownerUrl` must be able to create roles. Throws where a file that was applied has been edited since.
 */
export async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'docket migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await createAppRole(client)
    const applied = await applyPending(client)
    await prepareJobQueue(client, ownerUrl)
    await prepareSearch(client)
    return { applied }
  } finally {
    await client.end()
  }
}

/** The migrations of this program that the database has not seen; all of them where it has seen none. */
export async function pendingMigrations(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query(`SELECT 1 FROM pg_class WHERE relname = 'schema_migration' AND relnamespace = 'public'::regnamespace`)
  const { rows } = tables.length > 0 ? await client.query<{ name: string }>('SELECT name FROM schema_migration') : { rows: [] }
  const done = new Set(rows.map(({ name }) => name))
  return (await migrationFiles()).filter((name) => !done.has(name))
}

async function createAppRole(client: pg.Client): Promise<void> {
  await client.query(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN
      CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
  END $$`)
  await client.query(`GRANT ${APP_ROLE} TO CURRENT_USER`)
}

async function applyPending(client: pg.Client): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
  const { rows } = await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM schema_migration')
  const done = new Map(rows.map((row) => [row.name, row.checksum]))
  const applied: string[] = []
  for (const name of await migrationFiles()) {
    const sql = await readFile(new URL(name, MIGRATIONS), 'utf8')
    const checksum = createHash('sha256').update(sql).digest('hex')
    const before = done.get(name)
    if (before === checksum) continue
    if (before !== undefined) throw new Error(`Migration ${name} was changed after it had been applied. Add a new migration instead.`)
    await client.query('BEGIN')
    try {
      await client.query(sql)
      await client.query('INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)', [name, checksum])
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw new Error(`Migration ${name} failed`, { cause: error })
    }
    applied.push(name)
  }
  return applied
}

/** The names of all migrations, first to last. */
async function migrationFiles(): Promise<string[]> {
  return (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
}

// The job queue is machinery with no organization in it. Its library protects its private tables by row level security
// against everyone but their owner, so the application's role is let in by name.
async function prepareJobQueue(client: pg.Client, ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl })
  await client.query(`GRANT USAGE ON SCHEMA graphile_worker TO ${APP_ROLE}`)
  await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO ${APP_ROLE}`)
  await client.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${APP_ROLE}`)
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${APP_ROLE}`)
  await client.query(`DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'graphile_worker' AND c.relrowsecurity
        AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'docket') LOOP
      EXECUTE format('CREATE POLICY docket ON graphile_worker.%I TO ${APP_ROLE} USING (true) WITH CHECK (true)', t);
    END LOOP;
  END $$`)
}
