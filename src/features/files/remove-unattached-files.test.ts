import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { withScope } from '#platform/scope.ts'
import { testFiles } from '#test/files.ts'
import { foundShop } from '#test/found-shop.ts'
import { ownDatabase } from '#test/own-database.ts'
import { runSweeps } from '#test/run-sweeps.ts'
import { attachFiles } from './attach-files.ts'
import { removeUnattachedFiles } from './remove-unattached-files.ts'
import { uploadFile } from './upload-file.ts'

const { database } = await ownDatabase()
const files = await testFiles()
const shop = await foundShop(database)
const owner = shop.caller('owner')

const pdf = Buffer.from('%PDF-1.4\ntrailer << >>\nstartxref\n9\n%%EOF\n')

async function upload(daysAgo: number): Promise<string> {
  const { body } = await uploadFile({ database, files }, owner, { input: { name: 'receipt.pdf' }, body: (async function* () { yield pdf })() })
  const { id } = JSON.parse(body) as { id: string }
  await inShop((db) => sql`UPDATE file SET created_at = now() - make_interval(days => ${daysAgo}) WHERE id = ${id}`.execute(db))
  return id
}
const inShop = <T>(work: (db: Parameters<Parameters<typeof withScope>[3]>[0]['db']) => Promise<T>) => withScope(database, owner, {}, ({ db }) => work(db))
const kept = (id: string) => files.read({ organizationId: shop.organizationId, id })

test('a file that nobody made part of an order is gone after a week, its bytes too; every other one stays', async () => {
  const [old, young, attached, ofOpenRun] = [await upload(8), await upload(6), await upload(8), await upload(8)]
  const order = await shop.order()
  await withScope(database, owner, {}, (scope) => attachFiles(scope, order.id, attached))
  await inShop(async (db) => {
    const [wizardId, runId] = [newId(), newId()]
    await sql`INSERT INTO wizard (organization_id, id, key, version, definition, published_at) VALUES (${shop.organizationId}, ${wizardId}, 'intake', 1, '{}', now())`.execute(db)
    await sql`INSERT INTO wizard_version (organization_id, wizard_id, version, definition, published_at) VALUES (${shop.organizationId}, ${wizardId}, 1, '{}', now())`.execute(db)
    await sql`INSERT INTO wizard_run (organization_id, id, wizard_id, wizard_version, state, channel, started_by, started_at, updated_at)
      VALUES (${shop.organizationId}, ${runId}, ${wizardId}, 1, 'open', 'pos', '{}', now(), now())`.execute(db)
    await sql`UPDATE file SET wizard_run_id = ${runId} WHERE id = ${ofOpenRun}`.execute(db)
  })
  expect(await removeUnattachedFiles({ database })).toBe(false)
  await runSweeps(database, files)
  expect(await kept(old)).toBeUndefined()
  for (const id of [young, attached, ofOpenRun]) expect(await kept(id), id).toBeDefined()
  const { rows } = await inShop((db) => sql<{ id: string }>`SELECT id FROM file ORDER BY id`.execute(db))
  expect(rows.map(({ id }) => id)).toEqual([young, attached, ofOpenRun].sort())
})

test('a file belongs to one order, and another order naming it changes nothing', async () => {
  const id = await upload(0)
  const [first, second] = [await shop.order(), await shop.order()]
  for (const order of [first, second]) await withScope(database, owner, {}, (scope) => attachFiles(scope, order.id, { photo: id, other: newId() }))
  const { rows } = await inShop((db) => sql<{ order_id: string }>`SELECT order_id FROM file WHERE id = ${id}`.execute(db))
  expect(rows).toEqual([{ order_id: first.id }])
})
