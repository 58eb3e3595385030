import { expect, test } from 'vitest'
import { performPerson } from '#platform/person-operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { readInstallation } from './read-installation.ts'

const database = testDatabase()

test('before anyone has signed in it is known whether there is anybody, and what one may begin with', async () => {
  await foundTestOrganization(database)
  const installation = await performPerson(database, readInstallation, { principal: { kind: 'nobody' }, requestId: 'test', origin: 'test' }, {})
  expect(installation.isEmpty).toBe(false)
  expect(installation.blueprints.map(({ key }) => key).sort((a, b) => a.localeCompare(b))).toEqual(['assistant-shop', 'media-production', 'service-counter', 'whatsapp-shop'])
})
