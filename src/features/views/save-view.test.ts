import { expect, test } from 'vitest'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { listViews } from './list-views.ts'
import { removeView } from './remove-view.ts'
import { saveView } from './save-view.ts'

const database = testDatabase()
const view = { key: 'orders', name: 'Orders', layout: 'table', columns: [{ key: 'number', name: 'Order #' }] }

test('views are listed by their place in the menu, for the whole team, as they were last saved', async () => {
  const { caller } = await foundTestOrganization(database)
  await perform(database, saveView, caller('manager'), { ...view, position: 2 })
  await perform(database, saveView, caller('manager'), { ...view, key: 'archived', name: 'Archived', position: 3, base: { archived: true } })
  await perform(database, saveView, caller('manager'), { ...view, name: 'All orders', position: 5 })
  const { items } = await perform(database, listViews, caller('contractor'), {})
  expect(items).toMatchObject([{ key: 'archived', base: { archived: true } }, { key: 'orders', name: 'All orders', statusDisplay: 'status', pageSizes: [25, 50, 100, 250, 500] }])
})

test('a view that shows a column twice is refused, and staff change none', async () => {
  const { caller } = await foundTestOrganization(database)
  await expect(perform(database, saveView, caller('owner'), { ...view, columns: [...view.columns, ...view.columns] })).rejects.toMatchObject({ errors: [{ pointer: '/columns/1/key' }] })
  await expect(perform(database, saveView, caller('staff'), view)).rejects.toMatchObject({ slug: 'forbidden' })
})

test('a new view comes after the others and keeps its place; a table without columns is refused', async () => {
  const { caller } = await foundTestOrganization(database)
  const keysOf = async () => (await perform(database, listViews, caller('staff'), {})).items.map(({ key }) => key)
  for (const key of ['orders', 'all', 'archived']) await perform(database, saveView, caller('owner'), { ...view, key })
  expect(await keysOf()).toEqual(['orders', 'all', 'archived'])
  await perform(database, saveView, caller('owner'), { ...view, key: 'orders', name: 'Orders of today' })
  expect(await keysOf()).toEqual(['orders', 'all', 'archived'])
  await expect(perform(database, saveView, caller('owner'), { ...view, columns: [] })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/columns' }] })
})

test('a view is removed by those who may change it, and the last one stays, whoever removes at once', async () => {
  const { caller } = await foundTestOrganization(database)
  for (const key of ['orders', 'all']) await perform(database, saveView, caller('owner'), { ...view, key })
  await expect(perform(database, removeView, caller('staff'), { key: 'all' })).rejects.toMatchObject({ slug: 'forbidden' })
  await expect(perform(database, removeView, caller('owner'), { key: 'none' })).rejects.toMatchObject({ slug: 'not-found' })
  const removed = await Promise.allSettled(['orders', 'all'].map((key) => perform(database, removeView, caller('manager'), { key })))
  expect(removed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(removed.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { slug: 'in-use' } })
  expect((await perform(database, listViews, caller('staff'), {})).items).toHaveLength(1)
})
