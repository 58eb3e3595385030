import { afterAll, expect, test, vi } from 'vitest'
import { getCustomer } from '#features/customers/get-customer.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { mergeCustomer } from '#features/orders/merge-customer.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import { openLog } from '#platform/log.ts'
import { perform } from '#platform/operation.ts'
import { readSettings } from '#platform/settings.ts'
import { startWorker } from '#src/worker.ts'
import { foundShop } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { testFiles } from '#test/files.ts'

const { database, ownerUrl } = await ownDatabase()
// Two nodes, so that whatever both could do, both may try.
const files = await testFiles()
const start = () => startWorker({ database, files, settings: readSettings({}, []), log: openLog('fatal', { readable: true }) })
const workers = [await start(), await start()]
afterAll(() => Promise.all(workers.map((worker) => worker.stop())))

const shop = await foundShop(database)
const owner = shop.caller('owner')
const orderCountOf = async (id: string) => (await perform(database, getCustomer, owner, { id })).orderCount
const customerOf = (order: { customer: { id: string | null } }) => order.customer.id ?? ''

test('a customer’s orders are counted by themselves, also when many arrive at once, change hands or two customers become one', async () => {
  const amira = { firstName: 'Amira', email: 'amira@example.com' }
  const placed = await Promise.all(Array.from({ length: 12 }, () => shop.order({ customer: amira })))
  const [first] = placed
  if (!first) throw new Error('Nothing was placed')
  await vi.waitFor(async () => expect(await orderCountOf(customerOf(first))).toBe(12), { timeout: 5_000 })

  const bob = await shop.order({ customer: { firstName: 'Bob', email: 'bob@example.com' } })
  await perform(database, updateOrder, owner, { id: first.id, customer: { id: customerOf(bob) } }, { expectedVersion: first.version })
  await vi.waitFor(async () => {
    expect(await orderCountOf(customerOf(bob))).toBe(2)
    expect(await orderCountOf(customerOf(placed[1] ?? first))).toBe(11)
  }, { timeout: 5_000 })

  await perform(database, mergeCustomer, owner, { id: customerOf(bob), otherId: customerOf(placed[1] ?? first) })
  await vi.waitFor(async () => expect(await orderCountOf(customerOf(bob))).toBe(13), { timeout: 5_000 })
})

test('an order whose time is up moves by itself, once', async () => {
  const order = await shop.order()
  await asOwner(ownerUrl, `UPDATE orders SET step_entered_at = step_entered_at - (coalesce(timer_at, now()) - now()) - interval '1 minute', timer_at = now() - interval '1 minute' WHERE id = '${order.id}';
    UPDATE order_timer SET due_at = now() - interval '1 minute' WHERE order_id = '${order.id}'`)
  await vi.waitFor(async () => {
    expect(await perform(database, getOrder, owner, { id: order.id })).toMatchObject({ position: { status: { key: 'forgotten' } } })
  }, { timeout: 10_000, interval: 200 })
  const moves = await asOwner<{ by: string }>(ownerUrl, `SELECT data->'because'->>'rule' AS by FROM event WHERE order_id = '${order.id}' AND type = 'order.moved'`)
  expect(moves).toEqual([{ by: 'timer' }])
  expect(await asOwner(ownerUrl, `SELECT FROM order_timer WHERE order_id = '${order.id}'`)).toEqual([])
})

test('when PostgreSQL ends every connection, everything goes on by itself', async () => {
  const before = await shop.order({ customer: { firstName: 'Cleo', email: 'cleo@example.com' } })
  await asOwner(ownerUrl, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
  await vi.waitFor(() => shop.order({ customer: { firstName: 'Cleo', email: 'cleo@example.com' } }), { timeout: 5_000, interval: 200 })
  await vi.waitFor(async () => expect(await orderCountOf(customerOf(before))).toBe(2), { timeout: 15_000, interval: 100 })
})

test('stopping with nothing to do takes a moment', async () => {
  const began = performance.now()
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  expect(performance.now() - began).toBeLessThan(1_500)
})
