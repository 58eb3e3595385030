import { beforeAll, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { Role } from '#domain/kernel/permission.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { createProductCategory } from '#features/catalog/create-product-category.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { uploadFile } from '#features/files/upload-file.ts'
import { addLine } from '#features/orders/change-lines.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { testFiles } from '#test/files.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { startTestWeb, testKey } from '#test/web.ts'
import { publishWizard } from './publish-wizard.ts'
import { startRun } from './start-run.ts'

const database = testDatabase()
const files = await testFiles()
const web = await startTestWeb(database, { files })

const curtains: WizardFile = {
  key: 'curtains', name: 'Curtains', purpose: 'line_item', audience: ['staff'], channels: ['counter', 'back_office', 'api'], appliesTo: { categories: ['curtains'] },
  sets: { quantity: 'round(pieces * length / 100, 2)', unitPrice: 'catalogPrice + lining' },
  pages: [
    { key: 'size', title: 'Size', questions: [{ key: 'pieces', kind: 'number', label: 'Pieces', required: true, min: 0 }, { key: 'length', kind: 'measurement', label: 'Length', unit: 'cm', required: true }] },
    { key: 'make', title: 'Make', questions: [
      { key: 'lining', kind: 'money', label: 'Lining' }, { key: 'brand', kind: 'text', label: 'Brand' }, { key: 'photos', kind: 'photo', label: 'Photos' }, { key: 'notes', kind: 'notes', label: 'Notes' },
      { key: 'secret', kind: 'text', label: 'Secret', required: true, showIf: [{ question: 'brand', in: ['House'] }] },
    ] },
  ],
}
const answers = { pieces: 2, length: 125.5, lining: 300, brand: 'Rasch', notes: 'Hem by hand' }

let shop: Shop
let key: string
const place = (line: object, role: Role = 'staff', more: object = {}) => shop.order({ lines: [{ sku: 'CURTAIN', ...line }], ...more }, role)

beforeAll(async () => {
  shop = await foundShop(database)
  const owner = shop.caller('owner')
  const { id } = await perform(database, createProductCategory, owner, { name: 'Curtains' })
  await perform(database, createProduct, owner, { name: 'Curtain', kind: 'service', categoryId: id, unit: 'm', variants: [{ sku: 'CURTAIN', price: { amount: 1250, currency: 'USD' } }] })
  await perform(database, publishWizard, owner, curtains)
  key = await testKey(database, shop, 'staff')
})

test('an order is placed with answers for its lines: quantity, price, notes and answers are what the wizard makes of them, as on an order', async () => {
  const placed = await place({ answers })
  const expected = { sku: 'CURTAIN', quantity: 2.51, unitPrice: { amount: 1550 }, notes: 'Hem by hand', answers: [{ wizard: 'curtains', key: 'pieces', value: 2 }, { key: 'length', value: 125.5, unit: 'cm' }, { key: 'lining', value: 300 }, { key: 'brand', value: 'Rasch' }] }
  expect(placed.lines).toMatchObject([expected])
  expect((await perform(database, addLine, shop.caller('staff'), { id: placed.id, line: { sku: 'CURTAIN', answers } })).lines[1]).toMatchObject(expected)
  const { lineItemId } = await perform(database, startRun, shop.caller('staff'), { key: 'curtains', channel: 'back_office', orderId: placed.id, sku: 'CURTAIN', answers, finish: true })
  const run = await web.ask('GET', `/api/v1/orders/${placed.id}`, { key })
  expect((run.json['lines'] as { id: string }[]).find(({ id }) => id === lineItemId)).toMatchObject(expected)
})

test('over REST every error of every line is named at once, by its pointer and page, and nothing is placed', async () => {
  const before = (await web.ask('GET', '/api/v1/orders?limit=500', { key })).json['items'] as unknown[]
  const refused = await web.ask('POST', '/api/v1/orders', { key, headers: { 'idempotency-key': newId() }, body: { orderType: 'shop-order', customer: { firstName: 'Amira' }, lines: [
    { sku: 'CURTAIN', answers: { pieces: 2, brand: 'House' } }, { sku: 'CLEAN', answers: { colour: 'Red' } }, { sku: 'CURTAIN', answers: { ...answers, photos: [newId()], stranger: 1 } }, { name: 'Pole', unitPrice: { amount: 100, currency: 'USD' }, answers: { pieces: 1 } },
  ] } })
  expect([refused.status, refused.json['type']]).toEqual([422, '/problems/validation-failed'])
  expect((refused.json['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
    '/lines/0/answers/length required', '/lines/0/answers/secret required', '/lines/1/answers unknown', '/lines/2/answers/photos unknown', '/lines/2/answers/stranger unknown', '/lines/3/answers unknown',
  ])
  expect(refused.json['pages']).toMatchObject({ '/lines/0/answers/length': 'size', '/lines/0/answers/secret': 'make', '/lines/2/answers/photos': 'make' })
  expect((await web.ask('GET', '/api/v1/orders?limit=500', { key })).json['items']).toEqual(before)
  await expect(place({ answers: { pieces: 0, length: 100 } })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/lines/0', message: 'Curtains: The formula gives no quantity above zero.' }] })
  await expect(place({ answers: [] })).rejects.toMatchObject({ errors: [{ pointer: '/lines/0/answers' }] })
})

test('without answers nobody went through the wizard, on a new order as on one that is there: it is ordered as the catalog has it', async () => {
  const placed = await place({ quantity: 3 })
  expect(placed.lines).toMatchObject([{ quantity: 3, unitPrice: { amount: 1250 }, answers: [] }])
  expect((await perform(database, addLine, shop.caller('staff'), { id: placed.id, line: { sku: 'CURTAIN' } })).lines[1]).toMatchObject({ quantity: 1, answers: [] })
  // Entered later, it is what it would have been, and stays where it is.
  const [line] = placed.lines
  const entered = await perform(database, startRun, shop.caller('staff'), { key: 'curtains', channel: 'back_office', lineItemId: line?.id, answers, finish: true })
  expect(entered.lineItemId).toBe(line?.id)
  expect((await perform(database, getOrder, shop.caller('staff'), { id: placed.id })).lines).toMatchObject([{ id: line?.id, quantity: 2.51, unitPrice: { amount: 1550 }, notes: 'Hem by hand', answers: [{ key: 'pieces', value: 2 }, { key: 'length' }, { key: 'lining' }, { key: 'brand' }] }, { answers: [] }])
  // Said to be gone through, though nothing was answered, it is judged.
  await expect(place({ answers: {} })).rejects.toMatchObject({ errors: [{ pointer: '/lines/0/answers/pieces', code: 'required' }, { pointer: '/lines/0/answers/length', code: 'required' }] })
  await expect(perform(database, addLine, shop.caller('staff'), { id: placed.id, line: { sku: 'CURTAIN', answers: {} } })).rejects.toMatchObject({ errors: [{ pointer: '/line/answers/pieces' }, { pointer: '/line/answers/length' }] })
})

test('what came with a package is entered later, and stays as many and as dear as the package has it', async () => {
  const owner = shop.caller('owner')
  await perform(database, createProduct, owner, { name: 'Window set', kind: 'package', variants: [{ sku: 'WINDOWS', price: { amount: 9900, currency: 'USD' } }], packageLines: [{ sku: 'CURTAIN', quantity: 2 }] })
  const placed = await place({ sku: 'WINDOWS' })
  const part = placed.lines.find(({ parentId }) => parentId !== null)
  expect(part).toMatchObject({ sku: 'CURTAIN', quantity: 2, answers: [] })
  await perform(database, startRun, shop.caller('staff'), { key: 'curtains', channel: 'back_office', lineItemId: part?.id, answers, finish: true })
  const entered = await perform(database, getOrder, shop.caller('staff'), { id: placed.id })
  expect(entered.lines.find(({ id }) => id === part?.id)).toMatchObject({ quantity: 2, unitPrice: part?.unitPrice, notes: 'Hem by hand', answers: [{ key: 'pieces', value: 2 }, { key: 'length' }, { key: 'lining' }, { key: 'brand', value: 'Rasch' }] })
  expect(entered.total).toEqual(placed.total)
})

test('what a formula works out is nobody else\'s to say, and a wizard asks through its own channels alone', async () => {
  await expect(place({ answers, unitPrice: { amount: 1, currency: 'USD' } }, 'owner')).rejects.toMatchObject({ errors: [{ pointer: '/lines/0/unitPrice', code: 'unfit' }] })
  await expect(place({ answers }, 'staff', { channel: 'whatsapp' })).rejects.toMatchObject({ errors: [{ pointer: '/lines/0/answers', code: 'unknown' }] })
  await expect(place({ answers, sku: 'GONE' })).rejects.toMatchObject({ errors: [{ pointer: '/lines/0/sku', code: 'unknown' }] })
  expect((await place({ answers: { ...answers, secret: 'hidden' } })).lines[0]?.answers.map((answer) => answer.key)).not.toContain('secret')
})

test('photos named in the answers of a line are the order\'s from then on; an order placed again with its id is the one that is there', async () => {
  const body = (async function* () { yield Buffer.from('%PDF-1.4\ntrailer << >>\nstartxref\n9\n%%EOF\n') })()
  const uploaded = JSON.parse((await uploadFile({ database, files }, shop.caller('staff'), { input: { name: 'a.pdf' }, body })).body) as { id: string }
  const id = newId()
  const first = await place({ answers: { ...answers, photos: [uploaded.id] } }, 'staff', { id })
  expect((await place({ answers: { ...answers, photos: [uploaded.id] } }, 'staff', { id })).number).toBe(first.number)
  await expect(place({ answers: { ...answers, pieces: 3 } }, 'staff', { id })).rejects.toMatchObject({ slug: 'duplicate' })
  // Of another order it can be named no more.
  await expect(place({ answers: { ...answers, photos: [uploaded.id] } })).rejects.toMatchObject({ errors: [{ pointer: '/lines/0/answers/photos', message: 'Photos: this was not uploaded here.' }] })
})
