import { expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { openLog } from '#platform/log.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { createApiKey } from './create-api-key.ts'
import { listSecurityRefusals } from './list-security-refusals.ts'
import { openSecurityRecord, type SecurityRefusal } from './security-refusals.ts'

const database = testDatabase()
const record = openSecurityRecord(database, openLog('fatal', { readable: true }))

/** An organization in which these were refused, one after another. */
async function whereRefused(refusals: (by: { userId: string; keyId: string }) => Partial<SecurityRefusal>[]) {
  const organization = await foundTestOrganization(database)
  const owner = organization.caller('owner')
  const member = organization.caller('staff').actor
  const key = await perform(database, createApiKey, owner, { name: 'Warehouse', role: 'staff' })
  const userId = member.kind === 'member' ? member.userId : expect.unreachable()
  for (const refusal of refusals({ userId, keyId: key.id })) {
    record.keep({ organizationId: organization.organizationId, refused: 'forbidden', who: 'person', whoId: userId, method: 'GET', route: '/api/v1/orders', network: '192.0.2.7', requestId: newId(), ...refusal })
    await record.stop()
  }
  return { owner, staff: organization.caller('staff'), list: (asked: object = {}) => perform(database, listSecurityRefusals, owner, asked) }
}

test('an owner reads who was refused what, newest first, in words: members and keys by their names', async () => {
  const { list } = await whereRefused(({ keyId }) => [
    { method: 'POST', route: '/api/v1/members/:id/deactivate' },
    { who: 'api_client', whoId: keyId, method: 'GET', route: '/api/v1/orders/export' },
    { who: 'api_client', whoId: newId(), refused: 'rate-limited', route: '/print/order/:id' },
  ])
  const { items } = await list()
  expect(items).toMatchObject([
    { who: { kind: 'api_client', name: null }, refused: 'rate-limited', asked: null, route: '/print/order/:id' },
    { who: { kind: 'api_client', name: 'Warehouse' }, asked: 'Orders as one CSV or JSON document' },
    { who: { kind: 'member', name: 'Test staff' }, refused: 'forbidden', asked: 'Take away access at once; what they did stays on record', network: '192.0.2.7', count: 1 },
  ])
})

test('it is read page by page, and what is refused meanwhile moves nothing', async () => {
  const { list } = await whereRefused(() => Array.from({ length: 5 }, (_, i) => ({ route: `/api/v1/r${i}` })))
  const first = await list({ limit: 2 })
  const second = await list({ limit: 2, cursor: first.nextCursor })
  const third = await list({ limit: 2, cursor: second.nextCursor })
  expect([first, second, third].map(({ items }) => items.map(({ route }) => route))).toEqual([['/api/v1/r4', '/api/v1/r3'], ['/api/v1/r2', '/api/v1/r1'], ['/api/v1/r0']])
  expect(third.nextCursor).toBeNull()
  await expect(list({ cursor: 'made-up' })).rejects.toMatchObject({ slug: 'malformed-request' })
})

test('other organizations and other roles see nothing of it', async () => {
  const { list, staff } = await whereRefused(() => [{ route: '/api/v1/ours' }])
  const other = await whereRefused(() => [{ route: '/api/v1/theirs' }])
  expect((await list()).items.map(({ route }) => route)).toEqual(['/api/v1/ours'])
  expect((await other.list()).items.map(({ route }) => route)).toEqual(['/api/v1/theirs'])
  await expect(perform(database, listSecurityRefusals, staff, {})).rejects.toMatchObject({ slug: 'forbidden' })
})
