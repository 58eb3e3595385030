import { expect, test } from 'vitest'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { listOfferedItems } from '#features/wizards/list-offered-items.ts'
import { listWizards } from '#features/wizards/list-wizards.ts'
import { publishWizard } from '#features/wizards/publish-wizard.ts'
import { retireWizard } from '#features/wizards/retire-wizard.ts'
import { startRun } from '#features/wizards/start-run.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { listProducts } from '#features/catalog/list-products.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { applyBlueprint } from './apply-blueprint.ts'
import { diffBlueprint } from './diff-blueprint.ts'
import { exportBlueprint } from './export-blueprint.ts'

const database = testDatabase()
const asks = (shop: Shop) => <O extends Operation>(operation: O, input: unknown) => perform(database, operation, shop.caller('owner'), input) as Promise<Awaited<ReturnType<O['handle']>>>
const addHem = (ask: ReturnType<typeof asks>) => ask(createProduct, { name: 'Hem', kind: 'service', variants: [{ sku: 'HEM', price: { amount: 900, currency: 'USD' } }] })

test('the products of wizards travel by SKU: exported, applied elsewhere and exported again, it is the same', async () => {
  const [there, here] = [await foundShop(database), await foundShop(database)]
  const [from, to] = [asks(there), asks(here)]
  await addHem(from)
  const ids = new Map((await from(listProducts, {})).items.flatMap(({ id, variants }) => variants.map(({ sku }) => [sku, id] as const)))
  const intake = (key: string, products: string[]): WizardFile => ({
    key, name: key, purpose: 'create', audience: ['staff'], channels: ['counter'], orderType: 'shop-order',
    pages: [{ key: 'p', title: 'P', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }, { key: 'items', kind: 'items', label: 'Items', required: true, products: products.map((sku) => ids.get(sku) ?? '') }] }],
  })
  await from(publishWizard, intake('sewing', ['HEM', 'CLEAN']))
  await from(publishWizard, { key: 'hem', name: 'Hemming', purpose: 'line_item', audience: ['staff'], channels: ['counter'], appliesTo: { products: [ids.get('HEM') ?? ''] }, pages: [{ key: 'p', title: 'P', questions: [{ key: 'length', kind: 'number', label: 'Length' }] }] })
  await from(publishWizard, intake('old', ['CLEAN']))
  await from(retireWizard, { key: 'old' })
  const document = await from(exportBlueprint, {})
  expect(document.wizards).toMatchObject([{ key: 'sewing', pages: [{ questions: [{}, { products: ['HEM', 'CLEAN'] }] }] }, { key: 'hem', appliesTo: { products: ['HEM'] } }])

  const missing = ['“Items” of “sewing” offers “HEM”, not in the catalog here: it offers the rest alone.', '“Hemming” is for “HEM”, not in the catalog here: it is left out. Add what is missing, then apply the blueprint again.']
  expect((await to(diffBlueprint, { document })).notFound).toEqual(missing)
  expect((await to(applyBlueprint, { document })).notFound).toEqual(missing)
  expect((await to(listWizards, {})).items.map(({ key }) => key)).toEqual(['sewing'])
  const offered = async () => (await to(listOfferedItems, { id: (await to(startRun, { key: 'sewing', channel: 'counter' })).id })).items.map(({ sku }) => sku)
  expect(await offered()).toEqual(['CLEAN'])
  expect(await to(applyBlueprint, { document })).toEqual({ changes: [], notFound: missing })

  await addHem(to)
  expect((await to(applyBlueprint, { document })).notFound).toEqual([])
  expect(await offered()).toEqual(['CLEAN', 'HEM'])
  const { key: _, name: __, ...again } = await to(exportBlueprint, {})
  const { key: ___, name: ____, ...first } = document
  expect(again).toEqual(first)
  expect(await to(diffBlueprint, { document })).toEqual({ changes: [], notFound: [] })
})
