import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { uploadFile } from '#features/files/upload-file.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testFiles } from '#test/files.ts'
import { foundShop } from '#test/found-shop.ts'
import { ownDatabase } from '#test/own-database.ts'
import { runSweeps } from '#test/run-sweeps.ts'
import { finishRun } from './finish-run.ts'
import { forgetUnfinishedRuns } from './forget-unfinished-runs.ts'
import { getRun } from './get-run.ts'
import { publishWizard } from './publish-wizard.ts'
import { openPublicRun, startPublicRun } from './public-run.ts'
import { startRun } from './start-run.ts'

const { database } = await ownDatabase()
const files = await testFiles()
const shop = await foundShop(database)
const other = await foundShop(database)

const intake: WizardFile = {
  key: 'intake', name: 'Intake', purpose: 'create', audience: ['staff', 'customer'], channels: ['counter', 'web'], orderType: 'shop-order',
  pages: [{ key: 'all', title: 'All', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }, { key: 'items', kind: 'items', label: 'Items', required: true }, { key: 'papers', kind: 'file', label: 'Papers' }] }],
}
const answers = { customer: { firstName: 'Amira', phone: '+1 555 0100' }, items: [{ sku: 'CLEAN' }] }
const pdf = Buffer.from('%PDF-1.4\ntrailer << >>\nstartxref\n9\n%%EOF\n')

const askAs = (who: typeof shop) => <O extends Operation>(operation: O, input: unknown) => perform(database, operation, who.caller('owner'), input) as Promise<Awaited<ReturnType<O['handle']>>>
const ask = askAs(shop)
const inShop = <T>(who: typeof shop, work: (db: Parameters<Parameters<typeof withScope>[3]>[0]['db']) => Promise<T>) => withScope(database, who.caller('owner'), {}, ({ db }) => work(db))
const upload = async () => (JSON.parse((await uploadFile({ database, files }, shop.caller('owner'), { input: { name: 'receipt.pdf' }, body: (async function* () { yield pdf })() })).body) as { id: string }).id
/** As if nobody had touched it for so many days; an id that was made then, as its own would have been. */
async function left(who: typeof shop, id: string, days: number): Promise<string> {
  const then = newId(Date.now() - days * 24 * 3_600_000 - 60_000)
  await inShop(who, (db) => sql`UPDATE wizard_run SET id = ${then}, updated_at = now() - make_interval(days => ${days}, mins => 1) WHERE id = ${id}`.execute(db))
  await inShop(who, (db) => sql`UPDATE file SET wizard_run_id = ${then} WHERE wizard_run_id = ${id}`.execute(db))
  return then
}
const isThere = async (who: typeof shop, id: string) => (await inShop(who, (db) => sql`SELECT FROM wizard_run WHERE id = ${id}`.execute(db))).rows.length === 1

beforeAll(async () => {
  for (const who of [shop, other]) await askAs(who)(publishWizard, intake)
})

test('what nobody touched for as long as the organization keeps it is forgotten, with its files; what was finished or is young stays', async () => {
  const [paper, kept] = [await upload(), await upload()]
  const begin = async (more = {}) => (await ask(startRun, { key: 'intake', channel: 'counter', answers: { ...answers, ...more } })).id
  const old = await left(shop, await begin({ papers: [paper] }), 30)
  const young = await left(shop, await begin({ papers: [kept] }), 29)
  const done = await begin()
  await ask(finishRun, { id: done })
  const finished = await left(shop, done, 90)
  await askAs(other)(updateOrganization, { unfinishedDays: 2 })
  const elsewhere = await left(other, (await askAs(other)(startRun, { key: 'intake', channel: 'counter', answers })).id, 2)

  expect(await forgetUnfinishedRuns({ database })).toBe(false)
  await runSweeps(database, files)
  expect([await isThere(shop, old), await isThere(shop, young), await isThere(shop, finished), await isThere(other, elsewhere)]).toEqual([false, true, true, false])
  expect(await files.read({ organizationId: shop.organizationId, id: paper })).toBeUndefined()
  expect(await files.read({ organizationId: shop.organizationId, id: kept })).toBeDefined()
  await expect(ask(getRun, { id: old })).rejects.toMatchObject({ slug: 'not-found' })
})

test('whoever comes back by their link is told that it was deleted, and a link that never was is unknown', async () => {
  const at = { database, publicUrl: 'https://orders.example' }
  const linked = { organizationId: shop.organizationId, key: 'intake' }
  const { token } = await startPublicRun(at, linked, 'test', { answers: { customer: answers.customer } })
  const [id = '', secret = ''] = (token ?? '').split('.')
  const then = await left(shop, id, 31)
  await openPublicRun(at, linked, 'test', `${then}.${secret}`)
  await forgetUnfinishedRuns({ database })
  await expect(openPublicRun(at, linked, 'test', `${then}.${secret}`)).rejects.toMatchObject({ slug: 'link-expired', message: 'What was begun here is kept for 30 days and has been deleted since. Begin anew.' })
  await expect(openPublicRun(at, linked, 'test', `${newId()}.${secret}`)).rejects.toMatchObject({ slug: 'not-found' })
})
