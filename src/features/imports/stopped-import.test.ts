import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { retireOrderType } from '#features/workflows/retire-order-type.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopWorkflow, type Shop } from '#test/found-shop.ts'
import { getImport } from './get-import.ts'
import { previewImport } from './preview-import.ts'
import { receiveFile } from './receive-file.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'

const ORDERS = 250
const database = testDatabase()
const refusal = (slug: string, more: object = {}) => expect.objectContaining({ slug, ...more })

async function startedImport(shop: Shop, chosen: object = {}) {
  const manager = shop.caller('manager')
  const rows = Array.from({ length: ORDERS }, (_, i) => `R-${i},${i},Customer ${i % 9},Mug,1,5\n`)
  const uploaded = await receiveFile(database, manager, { fileName: 'orders.csv', body: (async function* () { yield Buffer.from(`Order ID,Other ID,Customer Name,Product Name,Quantity,Unit Price\n${rows.join('')}`) })() })
  const mapping = { ...uploaded.mapping, ...chosen } as NonNullable<typeof uploaded.mapping>
  await perform(database, startImport, manager, { id: uploaded.id, mapping })
  const job = { organizationId: shop.organizationId, importId: uploaded.id }
  return {
    mapping, job,
    state: () => perform(database, getImport, manager, { id: uploaded.id }),
    goOn: (changed: object = {}) => perform(database, startImport, manager, { id: uploaded.id, mapping: { ...mapping, ...changed } }),
    preview: (changed: object = {}) => perform(database, previewImport, manager, { id: uploaded.id, mapping: { ...mapping, ...changed } }),
    /** Runs until the first orders are in, lets something happen, and runs on. */
    async runThrough(happens: () => Promise<unknown>) {
      const halfway = new AbortController()
      await expect(runImport(database, job, { signal: halfway.signal, onProgress: ({ imported }) => imported > 0 && halfway.abort() })).rejects.toThrow('asked to stop')
      await happens()
      await runImport(database, job)
    },
  }
}

const numbersIn = (shop: Shop) => withScope(database, shop.caller('owner'), { readOnly: true }, async ({ db }) =>
  (await sql<{ number: string }>`SELECT number FROM orders WHERE organization_id = ${shop.organizationId} AND channel = 'import'`.execute(db)).rows.map(({ number }) => number))

test('an import whose order type was retired stops and says so; once it is back, it goes on where it was', async () => {
  const shop = await foundShop(database)
  const one = await startedImport(shop)
  const retire = (isRetired: boolean) => perform(database, retireOrderType, shop.caller('owner'), { key: 'shop-order', isRetired })
  await one.runThrough(() => retire(true))
  const stopped = await one.state()
  expect(stopped).toMatchObject({ state: 'failed', failedBecause: '“Shop order” is retired: it takes no new orders.', finishedAt: expect.any(String) as string, failed: 0, problems: [] })
  expect(stopped.imported).toBeLessThan(ORDERS)
  expect(await numbersIn(shop)).toHaveLength(stopped.imported)

  await expect(one.goOn()).rejects.toEqual(refusal('validation-failed', { errors: [{ pointer: '/mapping/orderType', code: 'retired', message: stopped.failedBecause }] }))
  await retire(false)
  // By another column, what is in would no longer be known from what is not.
  for (const ask of [one.goOn, one.preview]) {
    await expect(ask({ columns: { ...one.mapping.columns, order_number: 'Other ID' } })).rejects.toEqual(refusal('validation-failed', { errors: [expect.objectContaining({ pointer: '/mapping/columns/order_number' })] }))
  }
  expect(await one.preview()).toMatchObject({ orders: ORDERS, problemCount: 0 })
  expect(await one.goOn()).toMatchObject({ state: 'running', failedBecause: null, finishedAt: null, imported: stopped.imported })
  await runImport(database, one.job)
  expect(await one.state()).toMatchObject({ state: 'finished', imported: ORDERS, failed: 0, duplicates: 0 })
  expect(new Set(await numbersIn(shop)).size).toBe(ORDERS)
  await expect(one.goOn()).rejects.toEqual(refusal('in-use'))
})

test('an import stops where its process has lost the step its orders begin at, and goes on at another', async () => {
  const shop = await foundShop(database)
  const one = await startedImport(shop, { step: 'filed' })
  const { steps = [], transitions = [] } = shopWorkflow
  await one.runThrough(() => perform(database, publishWorkflow, shop.caller('owner'), { ...shopWorkflow, steps: steps.filter(({ key }) => key !== 'filed'), transitions: transitions.filter(({ to }) => to !== 'filed') }))
  expect(await one.state()).toMatchObject({ state: 'failed', failedBecause: 'Shop order has no step “filed”.' })
  await one.goOn({ step: 'done' })
  await runImport(database, one.job)
  expect(await one.state()).toMatchObject({ state: 'finished', imported: ORDERS })
})

test('an import whose rows are gone stops, keeps what came in, and asks for the file', async () => {
  const shop = await foundShop(database)
  const one = await startedImport(shop)
  await one.runThrough(() => withScope(database, shop.caller('owner'), {}, ({ db }) => sql`DELETE FROM import_row WHERE import_id = ${one.job.importId}`.execute(db)))
  const stopped = await one.state()
  expect(stopped).toMatchObject({ state: 'failed', failedBecause: expect.stringContaining('Send the file again') as string })
  expect(await numbersIn(shop)).toHaveLength(stopped.imported)
  await expect(one.goOn()).rejects.toEqual(refusal('file-rejected'))

  const again = await startedImport(shop)
  await runImport(database, again.job)
  expect(await again.state()).toMatchObject({ state: 'finished', imported: ORDERS - stopped.imported, duplicates: stopped.imported })
})

test('an import that fails for reasons of our own is tried again, and after the last try it ends', async () => {
  const shop = await foundShop(database)
  const one = await startedImport(shop)
  const breaks = { onProgress: () => { throw new TypeError('A defect') } }
  await expect(runImport(database, one.job, breaks)).rejects.toThrow('A defect')
  expect(await one.state()).toMatchObject({ state: 'running', failedBecause: null })
  await expect(runImport(database, one.job, { ...breaks, isLastTry: true })).rejects.toThrow('A defect')
  expect(await one.state()).toMatchObject({ state: 'failed', failedBecause: expect.stringContaining('Whoever runs it finds in its log why') as string })
  await one.goOn()
  await runImport(database, one.job)
  expect(await one.state()).toMatchObject({ state: 'finished', imported: ORDERS, duplicates: 0 })
})
