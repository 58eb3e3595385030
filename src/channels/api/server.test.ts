import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const database = testDatabase()
const web = await startTestWeb(database)
const organization = await foundTestOrganization(database)
const key = await testKey(database, organization, 'owner')

test('it says that it runs, and that it can work', async () => {
  expect((await web.ask('GET', '/healthz')).json).toEqual({ status: 'running' })
  expect((await web.ask('GET', '/readyz')).json).toEqual({ status: 'ready' })
})

test('a key opens its organization, and nobody else does', async () => {
  expect(await web.ask('GET', '/api/v1/orders', { key })).toMatchObject({ status: 200, json: { items: [] } })
  expect(await web.ask('GET', '/api/v1/orders')).toMatchObject({ status: 401, json: { type: '/problems/unauthenticated' } })
  expect(await web.ask('GET', '/api/v1/orders', { key: 'wrong' })).toMatchObject({ status: 401 })
})
