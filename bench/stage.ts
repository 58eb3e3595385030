import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { newId } from '#domain/kernel/id.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { createOrganization } from '#features/identity/create-organization.ts'
import { registerPerson } from '#features/identity/register-person.ts'
import { applyBlueprintByKey } from '#features/blueprints/apply-blueprint.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { openDatabase, type Database } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { perform } from '#platform/operation.ts'
import { startEmbeddedPostgres } from '#platform/postgres/start-embedded-postgres.ts'
import { withScope, type Caller } from '#platform/scope.ts'

/** A fresh PostgreSQL with fsync on, an organization in it, and Docket answering HTTP: what every measurement stands on. */
export type Stage = { ownerUrl: string; database: Database; organizationId: string; owner: Caller; keys: string[]; address: string; serverPid: number; strike(): Promise<void> }

const SKUS = ['GRINDER', 'PAN', 'BOARD', 'THROW', 'TOTE', 'LAMP']

/** With `DOCKET_BENCH_DATA` everything stays in that directory, and the next run goes on with what is there. */
export async function setStage(options: { server?: boolean } = {}): Promise<Stage> {
  const kept = process.env['DOCKET_BENCH_DATA']
  const directory = kept ?? (await mkdtemp(path.join(tmpdir(), 'docket-bench-')))
  const postgres = await startEmbeddedPostgres({ dataDirectory: directory, log: openLog('error', { readable: false }) })
  await migrate(postgres.ownerUrl)
  const database = openDatabase(postgres.ownerUrl)
  const owner = (await findOwner(postgres.ownerUrl, 'bench')) ?? (await foundShop(database))
  const { organizationId } = owner
  // A caller's rate is limited; so many callers together are not.
  const keys = await Promise.all(Array.from({ length: 16 }, async (_, i) => (await perform(database, createApiKey, owner, { name: `Bench ${i}`, role: 'owner' })).key ?? ''))
  const server = options.server === false ? undefined : await startServer(postgres.ownerUrl)
  return {
    ownerUrl: postgres.ownerUrl, database, organizationId, owner, keys, address: server?.address ?? '', serverPid: server?.pid ?? 0,
    async strike() {
      await server?.stop()
      await database.close()
      await postgres.stop()
      if (kept === undefined) await rm(directory, { recursive: true, force: true })
    },
  }
}

export function sampleOrder(i: number): object {
  return {
    orderType: 'product-order', customer: { firstName: 'Amira', lastName: `Haddad ${i % 1000}`, email: `amira${i % 1000}@example.com` },
    lines: [{ sku: SKUS[i % 6], quantity: 1 + (i % 3) }, { sku: SKUS[(i + 1) % 6] }, { name: 'Gift card', quantity: 1, unitPrice: { amount: 1500, currency: 'USD' } }],
    shippingAddress: { line1: `${i % 900} Main Street`, city: 'Springfield', region: 'IL', postalCode: '62701', country: 'US' },
  }
}

export function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim() ?? 'processor'}, Node ${process.versions.node}`
}

/** The owner of an organization that an earlier run left. */
export async function findOwner(ownerUrl: string, slug: string): Promise<Caller | undefined> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ organizationId: string; id: string; userId: string }>(`SELECT m.organization_id AS "organizationId", m.id, m.user_id AS "userId"
      FROM organization o JOIN member m ON m.organization_id = o.organization_id AND m.role = 'owner' WHERE o.slug = $1`, [slug])
    return rows[0] && benchCaller(rows[0].organizationId, rows[0].id, rows[0].userId)
  } finally {
    await client.end()
  }
}

export function benchCaller(organizationId: string, memberId: string, userId: string): Caller {
  return { organizationId, actor: { kind: 'member', id: memberId, userId, name: 'Bench', role: 'owner' }, origin: 'bench', requestId: 'bench' }
}

async function foundShop(database: Database): Promise<Caller> {
  const person = await registerPerson(database, { email: 'bench@docket.example', password: 'measured-twice', name: 'Bench' })
  const [organizationId, memberId] = [newId(), newId()]
  const owner = benchCaller(organizationId, memberId, person.userId)
  await withScope(database, owner, {}, async (scope) => {
    await createOrganization(scope, { name: 'Bench', slug: 'bench', timeZone: 'UTC', currency: 'USD', owner: { memberId, ...person } })
    await applyBlueprintByKey(scope, 'assistant-shop')
  })
  for (const [i, sku] of SKUS.entries()) {
    await perform(database, createProduct, owner, { name: `Product ${sku.toLowerCase()}`, kind: 'product', taxRate: 8.25, shippable: true, variants: [{ sku, price: { amount: 1000 + i * 990, currency: 'USD' } }] })
  }
  return owner
}

async function startServer(ownerUrl: string): Promise<{ address: string; pid: number; stop(): Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, ['src/main.ts', '--empty'], {
    env: { ...process.env, DATABASE_URL: ownerUrl, PORT: String(port), DOCKET_LOG: 'error' }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => { throw new Error('Docket did not start') })])
  return {
    address: `http://127.0.0.1:${port}`, pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
