import { afterAll, inject } from 'vitest'
import { openDatabase } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'

/** The run's database through a pool of this test file's own, closed when the file is done. */
export function testDatabase(): Database {
  const database = openDatabase(inject('ownerUrl'), { max: 10 })
  afterAll(() => database.close())
  return database
}

/** The same database as its owner, for what the application itself may not do. */
export function testOwnerUrl(): string {
  return inject('ownerUrl')
}
