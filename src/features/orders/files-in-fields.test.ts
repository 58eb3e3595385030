import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { uploadFile } from '#features/files/upload-file.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { testFiles } from '#test/files.ts'
import { foundShop, shopOrderType } from '#test/found-shop.ts'
import { changeLine } from './change-lines.ts'
import { updateOrder } from './update-order.ts'

const database = testDatabase()
const files = await testFiles()

test('a file named by a field belongs to the order from then on, of the order as of its line items, placed with it or added later', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const photo = { key: 'photo', label: 'Photo', kind: 'photo', required: false }
  await perform(database, publishOrderType, owner, { ...shopOrderType, fields: [photo], lineItemFields: [photo] })
  const upload = async () => {
    const { body } = await uploadFile({ database, files }, owner, { input: { name: 'a.pdf' }, body: (async function* () { yield Buffer.from('%PDF-1.4\ntrailer << >>\nstartxref\n9\n%%EOF\n') })() })
    return (JSON.parse(body) as { id: string }).id
  }
  const [first, second, third, stranger] = [await upload(), await upload(), await upload(), await upload()]
  const order = await shop.order({ fields: { photo: [first] } })
  // An id is the same in either case of its letters.
  await perform(database, updateOrder, owner, { id: order.id, fields: { photo: [first, second.toUpperCase()] } }, { expectedVersion: order.version })
  await perform(database, changeLine, owner, { id: order.lines[0]?.id, fields: { photo: [third] } }, { expectedVersion: order.version + 1 })
  const { rows } = await withScope(database, owner, { readOnly: true }, ({ db }) => sql<{ id: string; order_id: string | null }>`
    SELECT id, order_id FROM file WHERE organization_id = ${shop.organizationId} ORDER BY created_at, id`.execute(db))
  expect(Object.fromEntries(rows.map(({ id, order_id }) => [id, order_id]))).toEqual({ [first]: order.id, [second]: order.id, [third]: order.id, [stranger]: null })
})
