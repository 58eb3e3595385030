import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { foundShop } from '#test/found-shop.ts'
import { ownDatabase } from '#test/own-database.ts'
import { emptyFinishedRuns } from './empty-finished-runs.ts'
import { finishRun } from './finish-run.ts'
import { getRun } from './get-run.ts'
import { publishWizard } from './publish-wizard.ts'
import { finishPublicRun, getPublicRun, openPublicRun, startPublicRun } from './public-run.ts'
import { startRun } from './start-run.ts'

const { database } = await ownDatabase()
const shop = await foundShop(database)

const intake: WizardFile = {
  key: 'intake', name: 'Intake', purpose: 'create', audience: ['staff', 'customer'], channels: ['counter', 'web'], orderType: 'shop-order',
  pages: [{ key: 'all', title: 'All', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }, { key: 'items', kind: 'items', label: 'Items', required: true }, { key: 'gate', kind: 'text', label: 'Gate code' }] }],
}
const answers = { customer: { firstName: 'Amira', lastName: 'Haddad', phone: '+1 555 0100' }, items: [{ sku: 'CLEAN' }], gate: '4711' }

const ask = <O extends Operation>(operation: O, input: unknown) => perform(database, operation, shop.caller('owner'), input) as Promise<Awaited<ReturnType<O['handle']>>>
const inShop = <T>(work: (db: Parameters<Parameters<typeof withScope>[3]>[0]['db']) => Promise<T>) => withScope(database, shop.caller('owner'), {}, ({ db }) => work(db))
const finishedDaysAgo = (id: string, days: number) => inShop((db) => sql`UPDATE wizard_run SET finished_at = now() - make_interval(days => ${days}, mins => 1) WHERE id = ${id}`.execute(db))
const keptOf = async (id: string) => (await inShop((db) => sql<{ kept: string }>`SELECT to_jsonb(r)::text AS kept FROM wizard_run r WHERE id = ${id}`.execute(db))).rows[0]?.kept ?? ''
const finished = async (id: string) => ask(startRun, { key: 'intake', id, channel: 'counter', answers, finish: true })

beforeAll(async () => {
  await ask(publishWizard, intake)
})

test('a month after it was finished a run knows only which order it made, and the order still knows everything', async () => {
  const [old, young, open] = [newId(), newId(), newId()]
  const { order } = await finished(old)
  await finished(young)
  await ask(startRun, { key: 'intake', id: open, channel: 'counter', answers })
  await finishedDaysAgo(old, 30)
  await finishedDaysAgo(young, 29)

  expect(await emptyFinishedRuns({ database })).toBe(false)
  for (const word of ['Amira', 'Haddad', '555', '4711']) expect(await keptOf(old)).not.toContain(word)
  expect([await keptOf(young), await keptOf(open)].every((kept) => kept.includes('Amira') && kept.includes('4711'))).toBe(true)
  expect(await ask(getRun, { id: old })).toMatchObject({ state: 'finished', answers: {}, summary: '', estimate: null, page: null, order: { number: order?.number } })
  expect(await ask(getOrder, { id: order?.id })).toMatchObject({ customer: { name: 'Amira Haddad' }, answers: [{ key: 'gate', value: '4711' }] })
})

test('begun or finished once more, with the same answers or others, an emptied run makes no second order', async () => {
  const id = newId()
  const { order } = await finished(id)
  await finishedDaysAgo(id, 45)
  await emptyFinishedRuns({ database })
  expect((await finished(id)).order).toEqual(order)
  expect((await ask(finishRun, { id, answers: { ...answers, gate: '0815' } })).order).toEqual(order)
  expect(await keptOf(id)).not.toMatch(/Amira|0815/)
})

test('whoever comes back by their link still finds their number and the way to their order', async () => {
  const at = { database, publicUrl: 'https://orders.example' }
  const linked = { organizationId: shop.organizationId, key: 'intake' }
  const { token } = await startPublicRun(at, linked, 'test', { answers: {} })
  const caller = await openPublicRun(at, linked, 'test', token)
  const { order } = await finishPublicRun(at, caller, { answers })
  await finishedDaysAgo(caller.runId, 31)
  await emptyFinishedRuns({ database })
  const again = await openPublicRun(at, linked, 'test', token)
  expect(await getPublicRun(at, again)).toMatchObject({ state: 'finished', answers: {}, order })
  expect(await finishPublicRun(at, again, { answers })).toMatchObject({ order })
})

test('what was emptied is not looked at again', async () => {
  await emptyFinishedRuns({ database })
  const { rows } = await database.db.transaction().execute(async (db) => {
    await sql`SELECT set_config('app.pruning', 'on', true)`.execute(db)
    return sql`SELECT FROM wizard_run WHERE state = 'finished' AND finished_at < now() - interval '30 days'`.execute(db)
  })
  expect(rows).toEqual([])
})
