import { expect, test, vi } from 'vitest'
import { getMigration } from '#features/migrations/get-migration.ts'
import { startMigration } from '#features/migrations/start-migration.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { perform } from '#platform/operation.ts'
import { foundShop, shopWorkflow } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { audit } from './audit.ts'
import { startWorkerProgram } from './start-worker-program.ts'

const ORDERS = 300

const { database, ownerUrl } = await ownDatabase()

test('a migration whose worker is killed half-way is finished by the next one, with every order moved once', { timeout: 120_000 }, async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  for (let i = 0; i < ORDERS / 10; i++) await Promise.all(Array.from({ length: 10 }, () => shop.order()))
  await perform(database, publishWorkflow, owner, { ...shopWorkflow, name: 'Shop road, anew' })
  const { id } = await perform(database, startMigration, owner, { orderType: 'shop-order' })
  const state = () => perform(database, getMigration, owner, { id })

  const first = startWorkerProgram(ownerUrl)
  await vi.waitFor(async () => expect((await state()).migrated).toBeGreaterThan(0), { timeout: 40_000, interval: 5 })
  first.kill('SIGKILL')
  startWorkerProgram(ownerUrl)
  await vi.waitFor(async () => expect((await state()).state).toBe('done'), { timeout: 60_000, interval: 200 })

  expect(await state()).toMatchObject({ total: ORDERS, migrated: ORDERS, blocked: 0 })
  const { orders, events, faults } = await audit(ownerUrl, shop.organizationId)
  expect(faults).toEqual([])
  expect(new Set(orders.map(({ processId }) => processId)).size).toBe(1)
  expect(events.filter(({ type }) => type === 'order.migrated').map(({ orderId }) => String(orderId)).toSorted()).toEqual(orders.map((order) => order.id).toSorted())
  expect(events.filter(({ type }) => type === 'migration.finished').length).toBe(1)
  expect(await asOwner(ownerUrl, 'SELECT count(*)::int AS outcomes FROM process_migration_order')).toEqual([{ outcomes: ORDERS }])
})
