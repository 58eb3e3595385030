import { expect, test } from 'vitest'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopOrderType, shopWorkflow, type Shop } from '#test/found-shop.ts'
import { discardWorkflowDraft } from './discard-workflow-draft.ts'
import { getOrderType } from './get-order-type.ts'
import { getWorkflow } from './get-workflow.ts'
import { listDesignedOrderTypes } from './list-designed-order-types.ts'
import { listDesignedWorkflows } from './list-designed-workflows.ts'
import { publishOrderTypeDraft } from './publish-order-type-draft.ts'
import { publishWorkflow } from './publish-workflow.ts'
import { publishWorkflowDraft } from './publish-workflow-draft.ts'
import { reviewOrderTypeDraft } from './review-order-type-draft.ts'
import { reviewWorkflowDraft } from './review-workflow-draft.ts'
import { saveOrderTypeDraft } from './save-order-type-draft.ts'
import { saveWorkflowDraft } from './save-workflow-draft.ts'

const database = testDatabase()
const key = shopWorkflow.key

const asks = (shop: Shop, role: 'owner' | 'manager' = 'owner') =>
  ((operation: Parameters<typeof perform>[1], input: unknown, expectedVersion?: number) => perform(database, operation, shop.caller(role), input, expectedVersion === undefined ? {} : { expectedVersion })) as
    <O extends Parameters<typeof perform>[1]>(operation: O, input: unknown, expectedVersion?: number) => ReturnType<O['handle']>

test('a draft may be wrong, and changes nothing that is in force', async () => {
  const shop = await foundShop(database)
  const ask = asks(shop)
  const saved = await ask(saveWorkflowDraft, { ...shopWorkflow, steps: [] })
  expect(saved).toMatchObject({ key, published: { version: 1 }, draft: { version: 1, basedOn: 1, changedBy: 'Test owner', definition: { steps: [] } }, usedBy: [{ name: 'Shop order' }] })
  expect((await shop.order()).position.step).toBe('new')
  expect((await ask(reviewWorkflowDraft, { key })).faults).toMatchObject([{ message: 'It has no steps yet.' }])
  await expect(ask(publishWorkflowDraft, { key, draftVersion: 1 })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/steps' }] })
  expect((await ask(getWorkflow, { key })).draft?.version).toBe(1)
})

test('a save over somebody else’s is refused with who saved, and what is said twice is saved once', async () => {
  const shop = await foundShop(database)
  const [owner, manager] = [asks(shop), asks(shop, 'manager')]
  await owner(saveWorkflowDraft, { ...shopWorkflow, name: 'One' })
  await manager(saveWorkflowDraft, { ...shopWorkflow, name: 'Two' }, 1)
  await expect(owner(saveWorkflowDraft, { ...shopWorkflow, name: 'Three' }, 1)).rejects.toMatchObject({ slug: 'precondition-failed', extra: { currentVersion: 2, changedBy: 'Test manager' }, message: expect.stringContaining('Test manager saved') as string })
  expect((await manager(saveWorkflowDraft, { ...shopWorkflow, name: 'Two' }, 1)).draft?.version).toBe(2)
  await expect(manager(saveWorkflowDraft, { ...shopWorkflow, name: 'Begun anew' })).rejects.toMatchObject({ slug: 'precondition-failed', extra: { currentVersion: 2 } })
  await expect(owner(discardWorkflowDraft, { key }, 1)).rejects.toMatchObject({ slug: 'precondition-failed' })
  await owner(discardWorkflowDraft, { key }, 2)
  await expect(manager(saveWorkflowDraft, { ...shopWorkflow, name: 'Late' }, 2)).rejects.toMatchObject({ slug: 'precondition-failed', extra: { currentVersion: 0 } })
})

test('of many who begin a draft at once one does, and the others are told', async () => {
  const shop = await foundShop(database)
  const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => asks(shop)(saveWorkflowDraft, { ...shopWorkflow, name: `Editor ${n}` })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ slug: 'precondition-failed' })
})

test('two who publish at once make one version and one refusal', async () => {
  const shop = await foundShop(database)
  const ask = asks(shop)
  await ask(saveWorkflowDraft, { ...shopWorkflow, name: 'Renamed' })
  const answers = await Promise.allSettled([ask(publishWorkflowDraft, { key, draftVersion: 1 }), ask(publishWorkflowDraft, { key, draftVersion: 1 })])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ slug: 'precondition-failed' })
  expect(await ask(getWorkflow, { key })).toMatchObject({ published: { version: 2, name: 'Renamed' }, draft: null })
})

test('a draft begun before somebody else published is looked over and saved on top before it is published', async () => {
  const shop = await foundShop(database)
  const ask = asks(shop)
  await ask(saveWorkflowDraft, { ...shopWorkflow, name: 'Mine' })
  await ask(publishWorkflow, { ...shopWorkflow, name: 'Theirs' })
  expect(await ask(reviewWorkflowDraft, { key })).toMatchObject({ version: 3, isOutdated: true, changes: ['Name: “Theirs” becomes “Mine”.'] })
  await expect(ask(publishWorkflowDraft, { key, draftVersion: 1 })).rejects.toMatchObject({ slug: 'precondition-failed', extra: { publishedVersion: 2 } })
  await ask(saveWorkflowDraft, { ...shopWorkflow, name: 'Mine', basedOn: 2 }, 1)
  expect(await ask(publishWorkflowDraft, { key, draftVersion: 2 })).toMatchObject({ published: { version: 3, name: 'Mine' }, draft: null })
})

test('a manager drafts and does not publish', async () => {
  const shop = await foundShop(database)
  await asks(shop, 'manager')(saveOrderTypeDraft, { ...shopOrderType, name: 'Job' })
  await expect(asks(shop, 'manager')(publishOrderTypeDraft, { key: shopOrderType.key, draftVersion: 1 })).rejects.toMatchObject({ slug: 'forbidden' })
  expect(await asks(shop)(publishOrderTypeDraft, { key: shopOrderType.key, draftVersion: 1 })).toMatchObject({ published: { version: 2, name: 'Job' }, versions: [{ version: 2 }] })
})

test('versions say how many open orders are on each; review says what changes, in words', async () => {
  const shop = await foundShop(database)
  const ask = asks(shop)
  await shop.order()
  await shop.order()
  const draft = { ...shopWorkflow, steps: shopWorkflow.steps?.filter((step) => step.key !== 'new').concat({ key: 'start', status: 'new' }).toReversed(), transitions: shopWorkflow.transitions?.map((transition) => ({ ...transition, from: transition.from.map((from) => (from === 'new' ? 'start' : from)) })) }
  await ask(saveWorkflowDraft, draft)
  const review = await ask(reviewWorkflowDraft, { key })
  expect(review).toMatchObject({ version: 2, openOrders: 2, faults: [], isOutdated: false })
  expect(review.warnings).toEqual(['Something open stands at “New”, which this version no longer has. It stays on the version it is on until it is moved over.'])
  await ask(publishWorkflowDraft, { key, draftVersion: 1 })
  await shop.order()
  expect((await ask(getWorkflow, { key })).versions).toMatchObject([{ version: 2, openOrders: 1 }, { version: 1, openOrders: 2 }])
  expect((await ask(listDesignedWorkflows, {})).items.map(({ published }) => published?.name)).toEqual(['Shop lines', 'Shop road'])
  expect((await ask(getOrderType, { key: shopOrderType.key })).versions).toMatchObject([{ version: 1, openOrders: 3 }])
})

test('something new begins as a draft alone', async () => {
  const shop = await foundShop(database)
  const ask = asks(shop)
  expect(await ask(saveOrderTypeDraft, { key: 'rental', name: 'Rental', phases: [] })).toMatchObject({ published: null, draft: { basedOn: null }, versions: [], gaps: ['No workflow in any phase: its orders could start nowhere.', expect.any(String)] })
  expect((await ask(reviewOrderTypeDraft, { key: 'rental' }))).toMatchObject({ version: 1, changes: ['“Rental” is new.'], faults: [{ code: 'unfit' }] })
  expect((await ask(listDesignedOrderTypes, {})).items.map((one) => [one.key, one.published === null])).toEqual([['shop-order', false], ['rental', true]])
})
