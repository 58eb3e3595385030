import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { openDatabase } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'

/** A migrated database that no other test file shares, for what one database has only one of: the relay, the job queue. */
export async function ownDatabase(): Promise<{ database: Database, ownerUrl: string }> {
  const name = `docket_${randomBytes(6).toString('hex')}`
  await asOwner(inject('ownerUrl'), `CREATE DATABASE ${name}`)
  const ownerUrl = urlOf(inject('ownerUrl'), name)
  await migrate(ownerUrl)
  const database = openDatabase(ownerUrl, { max: 12 })
  afterAll(async () => {
    await database.close()
    await asOwner(inject('ownerUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })
  return { database, ownerUrl }
}

/** One statement as the owner of the database. */
export async function asOwner<Row extends pg.QueryResultRow>(ownerUrl: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

function urlOf(ownerUrl: string, name: string): string {
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  return url.href
}
