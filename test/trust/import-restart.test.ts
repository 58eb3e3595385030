import { expect, test, vi } from 'vitest'
import { getImport } from '#features/imports/get-import.ts'
import { receiveFile } from '#features/imports/receive-file.ts'
import { startImport } from '#features/imports/start-import.ts'
import { perform } from '#platform/operation.ts'
import { foundShop } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { audit } from './audit.ts'
import { startWorkerProgram } from './start-worker-program.ts'

const ORDERS = 3000

const { database, ownerUrl } = await ownDatabase()

/** Two lines an order, the second ones all at the end of the file. */
function* lines(): Generator<Buffer> {
  yield Buffer.from('Order ID,Order Date,Customer ID,Customer Name,Product Name,Quantity,Sales\n')
  for (const half of ['Mug', 'Plate']) {
    for (let i = 1; i <= ORDERS; i++) yield Buffer.from(`K-${i},2026-01-0${(i % 9) + 1},C${i % 70},Customer ${i % 70},${half},${(i % 5) + 1},${i}.335\n`)
  }
}

test('an import whose worker is killed half-way is finished by the next one, with every order once', { timeout: 120_000 }, async () => {
  const shop = await foundShop(database)
  const manager = shop.caller('manager')
  const { id, mapping } = await receiveFile(database, manager, { fileName: 'orders.csv', body: (async function* () { yield* lines() })() })
  const state = () => perform(database, getImport, manager, { id })
  await perform(database, startImport, manager, { id, mapping })

  for (const until of [ORDERS / 10, ORDERS / 2]) {
    const worker = startWorkerProgram(ownerUrl)
    await vi.waitFor(async () => expect((await state()).imported).toBeGreaterThan(until), { timeout: 40_000, interval: 20 })
    worker.kill('SIGKILL')
  }
  expect((await state()).state).toBe('running')

  startWorkerProgram(ownerUrl)
  await vi.waitFor(async () => expect((await state()).state).toBe('finished'), { timeout: 60_000, interval: 200 })
  expect(await state()).toMatchObject({ orders: ORDERS, imported: ORDERS, failed: 0, duplicates: 0, problems: [] })
  const { orders, events, faults } = await audit(ownerUrl, shop.organizationId)
  expect(faults).toEqual([])
  expect(new Set(orders.map(({ number }) => number)).size).toBe(ORDERS)
  expect(orders.length).toBe(ORDERS)
  // Twice i.335: the exact sum, where each line rounded on its own would come to a cent more.
  expect(orders.filter(({ number, total }) => total !== Number(number.slice(2)) * 200 + 67)).toEqual([])
  expect(events.filter(({ type }) => type === 'import.finished').length).toBe(1)
  expect(await asOwner(ownerUrl, `SELECT count(*)::int AS customers FROM customer`)).toEqual([{ customers: 70 }])
  expect(await asOwner(ownerUrl, `SELECT (SELECT count(*)::int FROM import_row) + (SELECT count(*)::int FROM import_order) AS left`)).toEqual([{ left: 0 }])
})
