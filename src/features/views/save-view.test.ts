import { expect, test } from 'vitest'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { listViews } from './list-views.ts'
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
