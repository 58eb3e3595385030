import { expect, test } from 'vitest'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { retireOrderType } from '#features/workflows/retire-order-type.ts'
import { getWizard } from './get-wizard.ts'
import { listWizards } from './list-wizards.ts'
import { publishWizard } from './publish-wizard.ts'
import { publishWizardDraft } from './publish-wizard-draft.ts'
import { reviewWizardDraft } from './review-wizard-draft.ts'
import { saveWizardDraft } from './save-wizard-draft.ts'
import { startRun } from './start-run.ts'

const database = testDatabase()

const intake = (name: string): WizardFile => ({
  key: 'intake', name, purpose: 'create', audience: ['staff'], channels: ['counter'], orderType: 'shop-order',
  pages: [{ key: 'all', title: 'All', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }, { key: 'items', kind: 'items', label: 'Items', required: true }] }],
})

test('a draft is laid over what was published since in one step, and was never away', async () => {
  const shop = await foundShop(database)
  const ask = <O extends Operation>(operation: O, input: unknown, expectedVersion?: number) =>
    perform(database, operation, shop.caller('owner'), input, expectedVersion === undefined ? {} : { expectedVersion }) as Promise<Awaited<ReturnType<O['handle']>>>
  await ask(publishWizard, intake('First'))
  await ask(saveWizardDraft, intake('Mine'))
  await ask(publishWizard, intake('Theirs'))
  expect(await ask(reviewWizardDraft, { key: 'intake' })).toMatchObject({ isOutdated: true })
  await expect(ask(publishWizardDraft, { key: 'intake', draftVersion: 1 })).rejects.toMatchObject({ slug: 'precondition-failed', extra: { publishedVersion: 2 } })
  await expect(ask(saveWizardDraft, { ...intake('Mine'), basedOn: 1 }, 1)).rejects.toMatchObject({ errors: [{ pointer: '/basedOn' }] })
  // A draft that somebody else saved meanwhile is not overwritten by it.
  await expect(ask(saveWizardDraft, { ...intake('Mine'), basedOn: 2 }, 7)).rejects.toMatchObject({ slug: 'precondition-failed' })
  expect((await ask(saveWizardDraft, { ...intake('Mine'), basedOn: 2 }, 1)).draft).toMatchObject({ version: 2, basedOn: 2 })
  await ask(publishWizardDraft, { key: 'intake', draftVersion: 2 })
  expect(await ask(getWizard, { key: 'intake' })).toMatchObject({ draft: null, published: { version: 3, definition: { name: 'Mine' } } })
})

test('a wizard whose order type was retired is not offered, not begun, and its editor is told why', async () => {
  const shop = await foundShop(database)
  const ask = <O extends Operation>(operation: O, input: unknown) => perform(database, operation, shop.caller('owner'), input) as Promise<Awaited<ReturnType<O['handle']>>>
  await ask(publishWizard, intake('Intake'))
  const offered = async () => (await ask(listWizards, { purpose: 'create', channel: 'counter', runnable: true })).items.map(({ key }) => key)
  expect(await offered()).toEqual(['intake'])
  await ask(retireOrderType, { key: 'shop-order' })
  expect(await offered()).toEqual([])
  expect((await ask(listWizards, {})).items).toMatchObject([{ key: 'intake', isRetired: false, closed: expect.stringContaining('“Shop order”, which was retired') as string }])
  await expect(ask(startRun, { key: 'intake', channel: 'counter' })).rejects.toMatchObject({ errors: [{ pointer: '/key', code: 'retired', message: expect.stringContaining('Bring that order type back') as string }] })
  await ask(saveWizardDraft, intake('Intake again'))
  expect((await ask(reviewWizardDraft, { key: 'intake' })).faults).toMatchObject([{ code: 'retired-order-type' }])
  await ask(retireOrderType, { key: 'shop-order', isRetired: false })
  expect(await offered()).toEqual(['intake'])
  expect(await ask(startRun, { key: 'intake', channel: 'counter' })).toMatchObject({ state: 'open' })
})
