import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { startEmbeddedPostgres } from '#platform/postgres/start-embedded-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    ownerUrl: string
  }
}

/** One migrated PostgreSQL for the whole run; `DATABASE_URL` or `DOCKET_PG_BIN` choose another than the embedded one. */
export default async function preparePostgres(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DOCKET_TEST_OWNER_URL'] ?? process.env['DATABASE_URL']
  const server = given ? undefined : await startTemporary()
  const ownerUrl = given ?? server?.ownerUrl ?? ''
  await migrate(ownerUrl)
  process.env['DOCKET_TEST_OWNER_URL'] = ownerUrl
  project.provide('ownerUrl', ownerUrl)
  return () => server?.stop() ?? Promise.resolve()
}

async function startTemporary(): Promise<{ ownerUrl: string, stop(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'docket-test-'))
  const server = await startEmbeddedPostgres({
    dataDirectory: directory,
    log: openLog('warn', { readable: true }),
    binaries: process.env['DOCKET_PG_BIN'],
    durable: false
  })
  return {
    ownerUrl: server.ownerUrl,
    async stop() {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    }
  }
}
