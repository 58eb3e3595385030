import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/database.ts'
import { testOwnerUrl } from '#test/database.ts'
import { foundBareOrganization } from '#test/found-bare-organization.ts'
import { leave, withScope } from './scope.ts'
import { systemCaller } from './system-caller.ts'
import { together } from './together.ts'

// Two connections: the one that holds a claim, and the one whose claim is refused; whatever comes next gets either.
const database = openDatabase(testOwnerUrl(), { max: 2 })
afterAll(() => database.close())

test('a claim that waited in vain leaves its connection as it found it', async () => {
  const caller = systemCaller(await foundBareOrganization(database), 'test')
  const claim = { requestHash: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }
  const opened = Promise.withResolvers<void>()
  const ending = Promise.withResolvers<void>()
  const first = withScope(database, caller, { claim }, async ({ db }) => {
    await sql`SELECT 1`.execute(db)
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

test('a request that is not new undoes what was asked with its claim, and hears no answer', async () => {
  const caller = systemCaller(await foundBareOrganization(database), 'test')
  const claim = { requestHash: 'c'.repeat(64), bodyHash: 'd'.repeat(64) }
  const heard: string[] = []
  const insert = (id: string) => withScope(database, caller, { claim }, async (scope) => {
    await sql`INSERT INTO customer (organization_id, id, name, search_text) VALUES (${caller.organizationId}, ${id}, 'Ada', 'ada')`.execute(scope.db)
    heard.push(id)
    scope.answer = { requestHash: claim.requestHash, status: 201, body: id }
  })
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
  await insert(first)
  await expect(insert(second)).rejects.toMatchObject({ claimed: { body_hash: claim.bodyHash, status: 201, answered: first } })
  const found = await withScope(database, caller, {}, async ({ db }) => (await sql<{ id: string }>`SELECT id FROM customer`.execute(db)).rows)
  expect({ heard, found }).toEqual({ heard: [first], found: [{ id: first }] })
})

test('a write that is refused undoes everything, although the COMMIT was sent with it', async () => {
  const caller = systemCaller(await foundBareOrganization(database), 'test')
  const id = crypto.randomUUID()
  await expect(withScope(database, caller, {}, async (scope) => {
    await sql`INSERT INTO customer (organization_id, id, name, search_text) VALUES (${caller.organizationId}, ${id}, 'Ada', 'ada')`.execute(scope.db)
    leave(scope, 'stock', { variantId: id, reserved: 1, onHand: 0, sku: 'NONE' })
  })).rejects.toMatchObject({ code: 'DK409' })
  const found = await withScope(database, caller, {}, async ({ db }) => (await sql`SELECT FROM customer WHERE id = ${id}`.execute(db)).rows)
  expect(found).toEqual([])
})

test('statements asked for together are answered in that order, and have ended before their scope does', async () => {
  const caller = systemCaller(await foundBareOrganization(database), 'test')
  const answered: string[] = []
  const refused = withScope(database, caller, {}, ({ db }) => {
    const ask = (what: string, seconds: number) => sql`SELECT pg_sleep(${seconds})`.execute(db).then(() => answered.push(what))
    return together(ask('slow', 0.05), Promise.reject(new Error('refused')), ask('quick', 0))
  })
  await expect(refused).rejects.toThrow('refused')
  expect(answered).toEqual(['slow', 'quick'])
})

test('whoever still asks after their scope has ended is refused', async () => {
  const caller = systemCaller(await foundBareOrganization(database), 'test')
  const kept = await withScope(database, caller, {}, async ({ db }) => db)
  await expect(sql`SELECT 1`.execute(kept)).rejects.toThrow('given back')
})
