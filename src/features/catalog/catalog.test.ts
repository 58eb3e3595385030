import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { perform } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { testDatabase } from '#test/database.ts'
import { adjustStock } from './adjust-stock.ts'
import { createProductCategory } from './create-product-category.ts'
import { createProduct } from './create-product.ts'
import type { Wanted } from './by-sku-or-product.ts'
import { findOrderables } from './find-orderables.ts'
import { getProduct } from './get-product.ts'
import { listProductCategories } from './list-product-categories.ts'
import { listProducts } from './list-products.ts'
import { removeProductCategory } from './remove-product-category.ts'
import { updateProductCategory } from './update-product-category.ts'
import { updateProduct } from './update-product.ts'

const database = testDatabase()
const UNKNOWN = '0192f0c0-0000-7000-8000-000000000000'
const usd = (amount: number) => ({ amount, currency: 'USD' })
const found = async () => (await foundTestOrganization(database)).caller('manager')
const variant = (sku: string, more: object = {}) => ({ sku, price: usd(1000), ...more })
const create = (caller: Caller, given: object) => perform(database, createProduct, caller, { kind: 'product', ...given })
const update = (caller: Caller, given: object, expectedVersion?: number) => perform(database, updateProduct, caller, given, expectedVersion === undefined ? {} : { expectedVersion })
const adjust = (caller: Caller, id: string | undefined, change: number) => perform(database, adjustStock, caller, { id, change, reason: 'Counted' })
const list = (caller: Caller, asked: object = {}) => perform(database, listProducts, caller, asked)
const orderables = (caller: Caller, wanted: Wanted[]) => withScope(database, caller, {}, (scope) => findOrderables(scope, wanted))
const refusedAt = (pointer: string, code: string, slug = 'validation-failed') => ({ slug, errors: [expect.objectContaining({ pointer, code })] })
const reserve = (caller: Caller, sku: string, quantity: number) =>
  withScope(database, caller, {}, (scope) => sql`UPDATE variant SET reserved = reserved + ${quantity} WHERE organization_id = ${scope.organizationId} AND sku = ${sku}`.execute(scope.db))

test('a product is kept with everything given', async () => {
  const caller = await found()
  const category = await perform(database, createProductCategory, caller, { name: 'Bags' })
  const made = await create(caller, {
    name: 'Tote', categoryId: category.id, description: 'Leather', unit: 'piece', taxRate: 8.25, noteTemplate: 'Initials: ',
    variants: [variant('TOTE-L', { name: 'Large', stock: { tracked: true, onHand: 12 } }), variant('TOTE-S', { name: 'Small' })],
  })
  expect(made).toMatchObject({
    name: 'Tote', kind: 'product', category: { id: category.id, name: 'Bags' }, description: 'Leather', unit: 'piece', taxRate: 8.25, shippable: true, active: true, version: 1,
    noteTemplate: 'Initials: ', packageLines: [],
    variants: [
      { sku: 'TOTE-L', name: 'Large', price: usd(1000), stock: { tracked: true, onHand: 12, reserved: 0, available: 12 } },
      { sku: 'TOTE-S', name: 'Small', price: usd(1000), stock: { tracked: false } },
    ],
  })
  expect(await perform(database, getProduct, caller, { id: made.id })).toEqual(made)
})

test('a service is not shipped unless said otherwise, and takes its time', async () => {
  const caller = await found()
  expect(await create(caller, { name: 'Tune-up', kind: 'service', durationMinutes: 60, variants: [variant('TUNE')] })).toMatchObject({ shippable: false, durationMinutes: 60 })
})

test('a SKU belongs to one product', async () => {
  const caller = await found()
  const tote = await create(caller, { name: 'Tote', variants: [variant('TOTE')] })
  const refusal = { ...refusedAt('/variants/1/sku', 'duplicate', 'duplicate'), extra: { productId: tote.id } }
  const variants = [variant('BAG'), variant('TOTE')]
  await expect(create(caller, { name: 'Bag', variants })).rejects.toMatchObject(refusal)
  const bag = await create(caller, { name: 'Bag', variants: [variant('BAG')] })
  await expect(update(caller, { id: bag.id, variants })).rejects.toMatchObject(refusal)
  await expect(create(caller, { name: 'Twice', variants: [variant('A'), variant('A')] })).rejects.toMatchObject(refusedAt('/variants/1/sku', 'duplicate'))
})

test('ten who add the same SKU at once add one product', async () => {
  const caller = await found()
  const all = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => create(caller, { name: `Tote ${i}`, variants: [variant('TOTE')] })))
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject(refusedAt('/variants/0/sku', 'duplicate', 'duplicate'))
  expect((await list(caller)).items).toHaveLength(1)
})

test('an update changes what is given, leaves the rest, and is refused on an old version', async () => {
  const caller = await found()
  const before = await create(caller, { name: 'Tote', description: 'Leather', variants: [variant('TOTE')] })
  expect(await update(caller, { id: before.id, name: 'Big tote' }, 1)).toMatchObject({ name: 'Big tote', description: 'Leather', version: 2, variants: before.variants })
  await expect(update(caller, { id: before.id, name: 'X' }, 1)).rejects.toMatchObject({ slug: 'precondition-failed', extra: { currentVersion: 2 } })
  expect(await update(caller, { id: before.id, name: 'Big tote', variants: [variant('TOTE')] })).toMatchObject({ version: 2 })
})

test('a variant taken away cannot be ordered any more, and comes back by its SKU as the one it was', async () => {
  const caller = await found()
  const tote = await create(caller, { name: 'Tote', variants: [variant('L', { stock: { tracked: true, onHand: 3 } }), variant('S')] })
  expect((await update(caller, { id: tote.id, variants: [variant('S')] })).variants.map(({ sku }) => sku)).toEqual(['S'])
  expect(await orderables(caller, [{ sku: 'L' }, { sku: 'S' }])).toEqual([undefined, expect.objectContaining({ sku: 'S' })])
  const back = await update(caller, { id: tote.id, variants: [variant('S'), variant('L')] })
  expect(back.variants[1]).toMatchObject({ id: tote.variants[0]?.id, sku: 'L', stock: { tracked: true, onHand: 3 } })
})

test('stock is adjusted by what came and went, never below what is promised', async () => {
  const caller = await found()
  const tote = await create(caller, { name: 'Tote', variants: [variant('TOTE', { stock: { tracked: true, onHand: 10 } })] })
  const id = tote.variants[0]?.id
  expect((await adjust(caller, id, 2.5)).variants[0]?.stock).toEqual({ tracked: true, onHand: 12.5, reserved: 0, available: 12.5 })
  await reserve(caller, 'TOTE', 4)
  await expect(adjust(caller, id, -8.501)).rejects.toMatchObject({ slug: 'insufficient-stock', status: 409, extra: { sku: 'TOTE', available: 8.5 } })
  expect((await adjust(caller, id, -8.5)).variants[0]?.stock).toEqual({ tracked: true, onHand: 4, reserved: 4, available: 0 })
  await expect(adjust(caller, id, 0.0001)).rejects.toMatchObject(refusedAt('/change', 'too_precise'))
  await expect(adjust(caller, UNKNOWN, 1)).rejects.toMatchObject({ slug: 'not-found' })
})

test('twenty who take from stock at once take no more than there is', async () => {
  const caller = await found()
  const tote = await create(caller, { name: 'Tote', variants: [variant('TOTE', { stock: { tracked: true, onHand: 7 } })] })
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => adjust(caller, tote.variants[0]?.id, -1)))
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
  expect((await perform(database, getProduct, caller, { id: tote.id })).variants[0]?.stock.onHand).toBe(0)
})

test('what is on hand is not overwritten by editing the product, only where counting begins', async () => {
  const caller = await found()
  const { id, variants: [made] } = await create(caller, { name: 'Tote', variants: [variant('TOTE')] })
  await expect(adjust(caller, made?.id, 1)).rejects.toMatchObject(refusedAt('/id', 'not_tracked'))
  const counted = (onHand: number) => update(caller, { id, variants: [variant('TOTE', { stock: { tracked: true, onHand } })] })
  expect((await counted(5)).variants[0]?.stock).toMatchObject({ tracked: true, onHand: 5 })
  await expect(counted(6)).rejects.toMatchObject(refusedAt('/variants/0/stock/onHand', 'use_adjustment'))
  expect((await counted(5)).variants[0]?.stock.onHand).toBe(5)
})

test('a package brings lines that exist, are no packages and not itself', async () => {
  const caller = await found()
  await create(caller, { name: 'Photos', kind: 'service', variants: [variant('PHOTO')] })
  const pack = (packageLines: object[], more: object = {}) => create(caller, { name: 'Bundle', kind: 'package', variants: [variant('BUNDLE')], packageLines, ...more })
  await expect(pack([])).rejects.toMatchObject(refusedAt('/packageLines', 'required'))
  await expect(pack([{ sku: 'PHOTO' }, { sku: 'NOPE' }])).rejects.toMatchObject(refusedAt('/packageLines/1/sku', 'unknown'))
  await expect(pack([{ sku: 'BUNDLE' }])).rejects.toMatchObject(refusedAt('/packageLines/0/sku', 'itself'))
  await expect(pack([{ sku: 'PHOTO' }, { sku: 'PHOTO' }])).rejects.toMatchObject(refusedAt('/packageLines/1/sku', 'duplicate'))
  await expect(pack([{ sku: 'PHOTO' }], { kind: 'service' })).rejects.toMatchObject(refusedAt('/packageLines', 'not_a_package'))
  expect((await pack([{ sku: 'PHOTO', quantity: 2 }])).packageLines).toEqual([{ sku: 'PHOTO', quantity: 2 }])
  await expect(pack([{ sku: 'BUNDLE' }], { variants: [variant('BIGGER')] })).rejects.toMatchObject(refusedAt('/packageLines/0/sku', 'nested'))
})

test('what a package brings cannot be taken away, renamed or made a package', async () => {
  const caller = await found()
  const photos = await create(caller, { name: 'Photos', kind: 'service', variants: [variant('PHOTO')] })
  const bundle = await create(caller, { name: 'Bundle', kind: 'package', variants: [variant('BUNDLE')], packageLines: [{ sku: 'PHOTO' }] })
  const renamed = [{ ...variant('PHOTO-2'), id: photos.variants[0]?.id }]
  for (const change of [{ active: false }, { variants: [variant('OTHER')] }, { variants: renamed }]) {
    await expect(update(caller, { id: photos.id, ...change })).rejects.toMatchObject({ slug: 'in-use', extra: { sku: 'PHOTO' } })
  }
  await update(caller, { id: bundle.id, active: false })
  expect((await update(caller, { id: photos.id, variants: renamed })).variants[0]?.sku).toBe('PHOTO-2')
})

test('what is wanted comes back in the order it is wanted, undefined where it cannot be ordered', async () => {
  const caller = await found()
  const tote = await create(caller, { name: 'Tote', taxRate: 7.5, unit: 'piece', variants: [variant('L', { name: 'Large' }), variant('S', { stock: { tracked: true, onHand: 1 } })] })
  const photos = await create(caller, { name: 'Photos', kind: 'service', variants: [variant('PHOTO')] })
  const gone = await create(caller, { name: 'Gone', active: false, variants: [variant('GONE')] })
  const large = {
    productId: tote.id, variantId: tote.variants[0]?.id, kind: 'product', name: 'Tote – Large', sku: 'L', unit: 'piece', unitPrice: 1000, currency: 'USD', taxRate: 7.5,
    shippable: true, tracksStock: false, noteTemplate: '', checklists: [], packageLines: [],
  }
  expect(await orderables(caller, [{ sku: 'PHOTO' }, { productId: tote.id }, { sku: 'nope' }, { sku: 'S' }, { sku: 'GONE' }, { productId: gone.id }, { sku: 'L' }, { sku: 'S', productId: photos.id }, {}])).toEqual([
    expect.objectContaining({ productId: photos.id }), large, undefined, expect.objectContaining({ sku: 'S', tracksStock: true }), undefined, undefined, large, undefined, undefined,
  ])
})

test.each(['tote', 'leather tote', 'TOTE-L', 'large', 'lether', 'toteb'])('search finds the tote by %s', async (q) => {
  const caller = await found()
  await create(caller, { name: 'Leather tote bag', variants: [variant('TOTE-L', { name: 'Large' })] })
  await create(caller, { name: 'Wool scarf', variants: [variant('SCARF')] })
  expect((await list(caller, { q })).items.map(({ name }) => name)).toEqual(['Leather tote bag'])
})

test('a category is deleted once nothing is in it, and says until then what is', async () => {
  const caller = await found()
  const bags = await perform(database, createProductCategory, caller, { name: 'Bags' })
  const remove = () => perform(database, removeProductCategory, caller, { id: bags.id })
  const ids = await Promise.all(['Tote', 'Clutch', 'Satchel', 'Weekender'].map(async (name) => (await create(caller, { name, categoryId: bags.id, variants: [variant(name)] })).id))
  await expect(remove()).rejects.toMatchObject({ slug: 'in-use', message: 'In “Bags” are still Clutch, Satchel, Tote and 1 more. Put them into another category first.' })
  for (const id of ids.slice(1)) await update(caller, { id, categoryId: null })
  await expect(remove()).rejects.toMatchObject({ slug: 'in-use', message: 'In “Bags” is still Tote. Put it into another category first.' })
  await update(caller, { id: ids[0], categoryId: null })
  await remove()
  expect((await perform(database, listProductCategories, caller, {})).items).toEqual([])
  await expect(remove()).rejects.toMatchObject({ slug: 'not-found' })
})

test('the name of a variant is kept when it is not given, and cleared when it is given as nothing', async () => {
  const caller = await found()
  const { id } = await create(caller, { name: 'Tote', variants: [variant('TOTE', { name: 'Large' })] })
  const named = async (given: object) => (await update(caller, { id, variants: [variant('TOTE', given)] })).variants[0]?.name
  expect(await named({})).toBe('Large')
  expect(await named({ name: null })).toBeNull()
})

test('a list is narrowed by category, kind and whether it can be ordered, and paged by name', async () => {
  const caller = await found()
  const category = await perform(database, createProductCategory, caller, { name: 'Bags' })
  for (const [name, more] of [['c', {}], ['B', { kind: 'service' }], ['a', { categoryId: category.id }], ['d', { active: false }]] as const) await create(caller, { name, variants: [variant(name)], ...more })
  const names = async (asked: object) => (await list(caller, asked)).items.map(({ name }) => name)
  expect(await names({ categoryId: category.id })).toEqual(['a'])
  expect(await names({ kind: 'service,package' })).toEqual(['B'])
  expect(await names({ active: 'true' })).toEqual(['a', 'B', 'c'])
  const first = await list(caller, { limit: 3 })
  expect(first.items.map(({ name }) => name)).toEqual(['a', 'B', 'c'])
  expect(await names({ limit: 3, cursor: first.nextCursor })).toEqual(['d'])
})

test('categories have their own names, an order and a count', async () => {
  const caller = await found()
  const bags = await perform(database, createProductCategory, caller, { name: 'Bags' })
  const shoes = await perform(database, createProductCategory, caller, { name: 'Shoes' })
  await create(caller, { name: 'Tote', categoryId: bags.id, variants: [variant('TOTE')] })
  const duplicate = { ...refusedAt('/name', 'duplicate', 'duplicate'), extra: { categoryId: bags.id } }
  await expect(perform(database, createProductCategory, caller, { name: 'Bags' })).rejects.toMatchObject(duplicate)
  await expect(perform(database, updateProductCategory, caller, { id: shoes.id, name: 'Bags' })).rejects.toMatchObject(duplicate)
  await expect(perform(database, createProductCategory, caller, { id: bags.id, name: 'New' })).rejects.toMatchObject(refusedAt('/id', 'duplicate', 'duplicate'))
  await perform(database, updateProductCategory, caller, { id: bags.id, name: 'All bags', position: 5 })
  expect((await perform(database, listProductCategories, caller, {})).items).toEqual([
    { id: shoes.id, name: 'Shoes', position: 1, productCount: 0 }, { id: bags.id, name: 'All bags', position: 5, productCount: 1 },
  ])
})

test('another organization’s catalog answers like one nobody has', async () => {
  const [here, there] = [await found(), await found()]
  const theirs = await create(there, { name: 'Theirs', variants: [variant('SHARED', { stock: { tracked: true, onHand: 1 } })] })
  const category = await perform(database, createProductCategory, there, { name: 'Theirs' })
  for (const [id, variantId, categoryId] of [[theirs.id, theirs.variants[0]?.id, category.id], [UNKNOWN, UNKNOWN, UNKNOWN]] as const) {
    await expect(perform(database, getProduct, here, { id })).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such product.' })
    await expect(update(here, { id, name: 'Mine' })).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such product.' })
    await expect(adjust(here, variantId, 1)).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such variant.' })
    await expect(perform(database, updateProductCategory, here, { id: categoryId, name: 'X' })).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such product category.' })
    await expect(create(here, { name: 'X', categoryId, variants: [variant('X')] })).rejects.toMatchObject(refusedAt('/categoryId', 'unknown'))
    expect(await orderables(here, [{ productId: id }])).toEqual([undefined])
  }
  await expect(create(here, { name: 'P', kind: 'package', variants: [variant('P')], packageLines: [{ sku: 'SHARED' }] })).rejects.toMatchObject(refusedAt('/packageLines/0/sku', 'unknown'))
  expect((await list(here)).items).toEqual([])
  expect(await create(here, { name: 'Ours', variants: [variant('SHARED')] })).toMatchObject({ version: 1 })
})

test.each([
  ['/name', { name: 'A\u0000b' }],
  ['/name', { name: 'A\ud800b' }],
  ['/variants/0/sku', { variants: [variant('A\u0000')] }],
  ['/variants/0/price/amount', { variants: [{ sku: 'A', price: usd(1.5) }] }],
  ['/variants/0/price/amount', { variants: [{ sku: 'A', price: usd(-1) }] }],
  ['/variants/0/price/currency', { variants: [{ sku: 'A', price: { amount: 1, currency: 'XXX' } }] }],
  ['/variants/0/stock/onHand', { variants: [variant('A', { stock: { tracked: true, onHand: 0.0001 } })] }],
  ['/variants', { variants: [] }],
  ['/colour', { colour: 'red' }],
])('what cannot be kept is refused at %s', async (pointer, given) => {
  const caller = await found()
  await expect(create(caller, { name: 'A', variants: [variant('A')], ...given })).rejects.toMatchObject({ slug: 'validation-failed', errors: [expect.objectContaining({ pointer })] })
})

test('everyone may look, managers may change', async () => {
  const organization = await foundTestOrganization(database)
  const tote = { name: 'Tote', variants: [variant('TOTE')] }
  await expect(create(organization.caller('staff'), tote)).rejects.toMatchObject({ slug: 'forbidden' })
  const { id } = await create(organization.caller('manager'), tote)
  expect(await perform(database, getProduct, organization.caller('contractor'), { id })).toMatchObject({ name: 'Tote' })
})
