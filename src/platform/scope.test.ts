import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/database.ts'
import { testOwnerUrl } from '#test/database.ts'
import { foundBareOrganization } from '#test/found-bare-organization.ts'
import { withScope } from './scope.ts'
import { systemCaller } from './system-caller.ts'

// Two connections: the one that holds a claim, and the one whose claim is refused; whatever comes next gets either.
const database = openDatabase(testOwnerUrl(), { max: 2 })
afterAll(() => database.close())

test('a claim that waited in vain leaves its connection as it found it', async () => {
  const caller = systemCaller(await foundBareOrganization(database), 'test')
  const claim = { requestHash: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }
  const opened = Promise.withResolvers<void>()
  const ending = Promise.withResolvers<void>()
  const first = withScope(database, caller, { claim }, async () => {
    opened.resolve()
    await ending.promise
  })
  await opened.promise
  await expect(withScope(database, caller, { claim }, async () => {})).rejects.toMatchObject({ code: '55P03' })
  ending.resolve()
  await first
  const read = () => withScope(database, caller, { readOnly: true }, async ({ db }) => (await sql<{ one: number }>`SELECT 1 AS one`.execute(db)).rows)
  expect(await Promise.all([read(), read(), read()])).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]])
})
