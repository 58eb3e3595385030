import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { blueprintFile, foundBusiness, type Business } from './business.ts'

const database = testDatabase()

/** The workflow an order of the counter goes through, as the owner would open it in the editor. */
async function openWorkflow({ api }: Business) {
  const { items } = await api.ask('workflow.list_designed')
  const [found] = items.flatMap(({ usedBy, published }) => (usedBy[0] && published?.scope === 'order' ? [{ published, orderType: usedBy[0].key }] : []))
  const { id: _, version, publishedAt: _at, isRetired: _retired, ...definition } = found?.published ?? expect.fail('There is no workflow')
  return { key: definition.key, version, definition, orderType: found?.orderType ?? '' }
}

test('a workflow is redesigned while orders run on it: they keep theirs, new ones take the new', async () => {
  const business = await foundBusiness(database, 'service-counter')
  const { key, version, definition, orderType } = await openWorkflow(business)
  const running = await business.place({ orderType })
  const steps = definition.steps.map((step, i) => (i === 0 ? { ...step, expectedMinutes: 90 } : step))

  const manager = await business.as('manager')
  const begun = await manager.ask('workflow.save_draft', { ...definition, name: 'Counter, quicker' })
  expect(begun).toMatchObject({ draft: { version: 1, basedOn: version, changedBy: expect.any(String) as string }, published: { version, name: definition.name } })
  const saved = await manager.ask('workflow.save_draft', { ...definition, name: 'Counter, quicker', steps }, { version: 1 })
  expect(saved.draft?.version).toBe(2)
  expect(await business.place({ orderType })).toMatchObject({ position: { step: running.position.step } })

  const review = await manager.ask('workflow.review_draft', { key })
  expect(review).toMatchObject({ version: version + 1, faults: [], isOutdated: false, openOrders: 2 })
  expect(review.changes).toEqual([`Name: “${definition.name}” becomes “Counter, quicker”.`, expect.stringMatching(/^Steps, “.+”: expected duration: nothing becomes “90 minutes”\.$/)])

  expect(await manager.refused('workflow.publish_draft', { key, draftVersion: 2 })).toMatchObject({ status: 403 })
  expect(await business.api.refused('workflow.publish_draft', { key, draftVersion: 1 })).toMatchObject({ status: 412, currentVersion: 2 })
  const answers = await Promise.all([1, 2].map(() => business.api.answer('workflow.publish_draft', { key, draftVersion: 2 })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])

  const later = await business.place({ orderType })
  const after = await business.api.ask('workflow.get', { key })
  expect(after).toMatchObject({ draft: null, published: { version: version + 1, name: 'Counter, quicker' }, versions: [{ version: version + 1, openOrders: 1 }, { version, openOrders: 2 }] })
  expect((await business.read(running)).orderType.version).toBe(later.orderType.version)
  const { items } = await business.api.ask('process.list', { key: orderType })
  expect(items.map(({ isCurrent, openOrders }) => [isCurrent, openOrders])).toEqual([[true, 1], [false, 2]])
})

test('a draft that was begun before somebody published is never put over theirs unseen', async () => {
  const business = await foundBusiness(database, 'service-counter')
  const { key, version, definition } = await openWorkflow(business)
  const { api } = business
  await api.ask('workflow.save_draft', { ...definition, name: 'Mine' })
  await api.ask('workflow.publish', { ...definition, name: 'Theirs' })
  expect(await api.refused('workflow.publish_draft', { key, draftVersion: 1 })).toMatchObject({ status: 412, publishedVersion: version + 1, detail: expect.stringContaining('Look at what changed') as string })
  expect(await api.ask('workflow.review_draft', { key })).toMatchObject({ isOutdated: true, changes: ['Name: “Theirs” becomes “Mine”.'] })
  await api.ask('workflow.save_draft', { ...definition, name: 'Mine', basedOn: version + 1 }, { version: 1 })
  expect(await api.ask('workflow.publish_draft', { key, draftVersion: 2 })).toMatchObject({ published: { name: 'Mine', version: version + 2 } })
})

test('what is retired is said to be: a workflow in use stays, an order type takes no more orders, and open ones go on', async () => {
  const business = await foundBusiness(database, 'service-counter')
  const { api } = business
  const { key, orderType } = await openWorkflow(business)
  const running = await business.place({ orderType })
  const types = (await api.ask('order_type.list')).items
  const name = types.find((one) => one.key === orderType)?.name ?? ''
  expect(await api.refused('workflow.retire', { key })).toMatchObject({ status: 409, type: '/problems/in-use', detail: expect.stringContaining(name) as string })

  for (const one of types) await api.ask('order_type.retire', { key: one.key })
  expect(await api.refused('order.place', { orderType, customer: { firstName: 'Amira' }, lines: [{ name: 'Bag', quantity: 1 }] })).toMatchObject({ status: 422, errors: [{ pointer: '/orderType', code: 'retired' }], detail: `“${name}” is retired: it takes no new orders.` })
  expect(await api.refused('order.duplicate', { id: running.id })).toMatchObject({ status: 409, detail: `“${name}” is retired: it takes no new orders.` })
  const [move] = (await business.moves(running)).filter(({ verdict }) => verdict.allowed)
  if (move) await business.take(running, move.key)

  await api.ask('workflow.retire', { key })
  expect(await api.refused('order_type.retire', { key: orderType, isRetired: false })).toMatchObject({ status: 409, type: '/problems/in-use' })
  await api.ask('workflow.retire', { key, isRetired: false })
  await api.ask('order_type.retire', { key: orderType, isRetired: false })
  await business.place({ orderType })
})

test('what is retired is no part of the organization’s own blueprint, and a blueprint that has it brings it back', async () => {
  const business = await foundBusiness(database, 'service-counter')
  const { api } = business
  const { orderType } = await openWorkflow(business)
  await api.ask('order_type.retire', { key: orderType })
  expect((await api.ask('blueprint.export')).orderTypes.map(({ key }) => key)).not.toContain(orderType)
  const { changes } = await api.ask('blueprint.apply', { document: blueprintFile('service-counter') })
  expect(changes).toMatchObject([{ what: 'order_type', key: orderType, change: 'add' }])
  await business.place({ orderType })
  expect((await api.ask('blueprint.apply', { document: blueprintFile('service-counter') })).changes).toEqual([])
})
