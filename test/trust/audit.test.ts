import { expect, test } from 'vitest'
import { moveOrder } from '#features/orders/move-order.ts'
import { perform } from '#platform/operation.ts'
import { foundShop } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { audit } from './audit.ts'

const { database, ownerUrl } = await ownDatabase()

test('the application cannot rewrite the record, and its owner not by mistake', async () => {
  const shop = await foundShop(database)
  await shop.order()
  for (const statement of [`UPDATE event SET origin = 'elsewhere'`, 'DELETE FROM event']) {
    await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
    await expect(asOwner(ownerUrl, statement)).rejects.toMatchObject({ code: '42501' })
  }
})

// What the other tests rely on: whatever is changed past the record, the audit says so.
test.each([
  ['an event that says something else', `UPDATE event SET data = jsonb_set(data, '{total}', '1') WHERE type = 'order.placed'`, 'the chain breaks at event 1'],
  ['another actor', `UPDATE event SET actor = jsonb_set(actor, '{name}', '"Nobody"') WHERE type = 'order.moved'`, 'the chain breaks at event 2'],
  ['another time', `UPDATE event SET at = at - interval '1 day' WHERE type = 'order.moved'`, 'the chain breaks at event 2'],
  ['a missing event', `DELETE FROM event WHERE type = 'order.moved'`, 'it knows of 2 events, and there are 1'],
  ['an order moved past the record', `UPDATE orders SET step = 'sent', category = 'in_transit', status_id = (SELECT id FROM status s WHERE s.organization_id = orders.organization_id AND key = 'sent')`, 'its record says'],
  ['a step that is nowhere', `UPDATE orders SET step = 'limbo'`, 'shop-road/limbo is no step of its process'],
  ['a line item that costs something else', 'UPDATE line_item SET subtotal = subtotal + 1, total = total + 1', 'its lines add up to'],
  ['goods promised to nobody', `UPDATE variant SET reserved = reserved + 1 WHERE sku = 'TOTE'`, 'TOTE: 3 are reserved, and 2 are promised to orders'],
  ['an order that was not counted', 'DELETE FROM order_tally_delta', 'is off by'],
  ['an order that is gone', 'DELETE FROM line_item; DELETE FROM order_timer; DELETE FROM orders', 'belongs to no order'],
])('%s is noticed', async (_, tamper, words) => {
  const shop = await foundShop(database)
  const { id } = await shop.order({ lines: [{ sku: 'TOTE', quantity: 2 }] })
  await perform(database, moveOrder, shop.caller('owner'), { id, transition: 'accept' })
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
  const own = tamper.split(';').map((statement) => `${statement}${/WHERE(?![^(]*\))/.test(statement) ? ' AND' : ' WHERE'} organization_id = '${shop.organizationId}'`)
  await asOwner(ownerUrl, `BEGIN; SET LOCAL session_replication_role = replica; ${own.join(';')}; COMMIT`)
  expect((await audit(ownerUrl, shop.organizationId)).faults.join('\n')).toContain(words)
})
