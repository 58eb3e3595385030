import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { newId } from '#domain/kernel/id.ts'
import { cannotStart } from '#platform/cannot-start.ts'
import { assertRestricted, openDatabase, type Database } from '#platform/database.ts'
import { openLog, type Log } from '#platform/log.ts'
import { migrate, pendingMigrations } from '#platform/migrate.ts'
import { clusterUrl } from '#platform/postgres/postmaster.ts'
import { startEmbeddedPostgres } from '#platform/postgres/start-embedded-postgres.ts'
import type { Caller } from '#platform/scope.ts'
import { readSettings, type Settings } from '#platform/settings.ts'

/** The database as the operator has it: as its owner, who sees every organization, and as the application works with it. */
export type Connection = { ownerUrl: string; owner: pg.Client; database: Database; settings: Settings; log: Log }

/**
 * Does something with the database: the one DATABASE_URL names, the one of the Docket that is running, or, where none is, one
 * that is started for as long as this takes.
 */
export async function withConnection<T>(work: (connection: Connection) => Promise<T>, options: { anyVersion?: boolean } = {}): Promise<T> {
  const settings = readSettings(process.env, ['--empty'])
  const log = openLog('silent', { readable: false })
  const reached = await reach(settings, log)
  const { ownerUrl } = reached
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'docket operator', options: '-c timezone=UTC' })
  owner.on('error', () => {})
  let database: Database | undefined
  try {
    if (reached.isOurs) await migrate(ownerUrl)
    await owner.connect()
    const pending = await pendingMigrations(owner)
    if (pending.length > 0 && !options.anyVersion) throw cannotStart(`The database is older than this program: ${pending.length} migrations are missing. Run bin/docket migrate.`)
    if (pending.length === 0) await letOperatorIn(owner)
    database = openDatabase(ownerUrl, { max: 4 })
    if (pending.length === 0) await assertRestricted(database)
    return await work({ ownerUrl, owner, database, settings, log })
  } finally {
    await database?.close()
    await owner.end().catch(() => {})
    await reached.stop()
  }
}

/** Whoever runs Docket, acting in one of its organizations. */
export async function operatorOf({ owner }: Connection, slug: string | undefined): Promise<Caller> {
  if (slug === undefined) throw cannotStart('Name the organization: --organization SLUG.')
  const { rows } = await owner.query<{ organization_id: string }>('SELECT organization_id FROM organization WHERE slug = $1', [slug])
  const found = rows[0]
  if (found) return { organizationId: found.organization_id, actor: { kind: 'system', name: 'Operator' }, origin: 'cli', requestId: newId() }
  const others = await owner.query<{ slug: string }>('SELECT slug FROM organization ORDER BY slug LIMIT 20')
  throw cannotStart(`There is no organization “${slug}”. ${others.rows.length > 0 ? `There are: ${others.rows.map((row) => row.slug).join(', ')}.` : 'There is none yet.'}`)
}

const nothing = async () => {}

async function reach(settings: Settings, log: Log): Promise<{ ownerUrl: string; isOurs: boolean; stop(): Promise<void> }> {
  if (settings.databaseUrl) return { ownerUrl: settings.databaseUrl, isOurs: false, stop: nothing }
  const running = await runningUrl(settings.dataDirectory)
  if (running) return { ownerUrl: running, isOurs: false, stop: nothing }
  const embedded = await startEmbeddedPostgres({ dataDirectory: settings.dataDirectory, log, binaries: settings.postgresBinaries })
  return { ownerUrl: embedded.ownerUrl, isOurs: true, stop: () => embedded.stop() }
}

/** The server that runs on this data directory, by the socket its pid file names; undefined where nobody answers there. */
async function runningUrl(dataDirectory: string): Promise<string | undefined> {
  const socketDirectory = readPidFile(path.join(dataDirectory, 'postgres'))[4]
  if (!socketDirectory) return undefined
  const url = clusterUrl(socketDirectory, 'docket')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return url
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

// Row level security is forced upon the owner of the tables too, so an owner who is no superuser needs a policy of their own.
// The application never works as the owner, so it gains nothing by this.
async function letOperatorIn(owner: pg.Client): Promise<void> {
  await owner.query(`DO $$ DECLARE t text; BEGIN
    IF (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN RETURN; END IF;
    FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'operator') LOOP
      EXECUTE format('CREATE POLICY operator ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    END LOOP;
  END $$`)
}
