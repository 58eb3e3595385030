import { expect, it } from 'vitest'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { listOrderEvents } from './list-order-events.ts'
import { listOrders } from './list-orders.ts'
import { moveOrder } from './move-order.ts'
import { updateOrder } from './update-order.ts'

const database = testDatabase()

it('an order goes to another location as long as it may be edited; its number stays, and the change is on record', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  await perform(database, updateOrganization, owner, { locations: [{ key: 'main', name: 'Main street', code: 'M' }, { key: 'harbour', name: 'Harbour', code: 'H' }] })
  const { id, number } = await shop.order({ location: 'main' })
  const to = (location: string) => perform(database, updateOrder, owner, { id, location })
  expect(await to('harbour')).toMatchObject({ location: 'harbour', number })
  expect((await perform(database, listOrderEvents, owner, { id })).items[0]).toMatchObject({ type: 'order.updated', data: { changes: { location: { from: 'main', to: 'harbour' } } } })
  expect((await perform(database, listOrders, owner, { location: 'harbour' })).items.map((order) => order.id)).toEqual([id])
  await expect(to('elsewhere')).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/location', code: 'unknown' }] })
  await perform(database, moveOrder, owner, { id, transition: 'call-off', reason: 'No longer wanted' })
  await expect(to('main')).rejects.toMatchObject({ slug: 'order-locked' })
})
