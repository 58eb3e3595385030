import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { assigneeOf } from '#domain/identity/actor.ts'
import { endedWithMember } from '#domain/identity/api-key.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { openApi } from '#test/api-client.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { foundShop } from '#test/found-shop.ts'
import { startTestWeb, testKey } from '#test/web.ts'
import { bindApiKey } from './bind-api-key.ts'
import { createApiKey } from './create-api-key.ts'
import { deactivateMember } from './deactivate-member.ts'
import { listApiKeys } from './list-api-keys.ts'
import { listMembers } from './list-members.ts'
import { reactivateMember } from './reactivate-member.ts'
import { revokeApiKey } from './revoke-api-key.ts'

const database = testDatabase()
const web = await startTestWeb(database)
const shop = await foundShop(database)
const [owner, contractor] = [shop.caller('owner'), shop.caller('contractor')]
const memberId = assigneeOf(contractor.actor) ?? ''

/** A contractor's key as they were made before such keys worked for a member. */
async function formerKey(): Promise<{ id: string; key: string }> {
  const { id, key = '' } = await perform(database, createApiKey, owner, { name: 'Workshop tablet', role: 'contractor' })
  await withScope(database, owner, {}, (scope) => sql`UPDATE api_key SET member_id = NULL WHERE organization_id = ${shop.organizationId} AND id = ${id}`.execute(scope.db))
  return { id, key }
}

test('a contractor’s key of before sees no order until somebody says for whom it works', async () => {
  const { id, key } = await formerKey()
  const api = openApi(web.address, await testKey(database, shop, 'owner'))
  const order = await api.ask('order.place', { orderType: 'shop-order', customer: { firstName: 'Amira' }, lines: [{ sku: 'CLEAN' }] })
  await api.ask('order.assign', { id: order.id, add: [memberId] })
  const seen = async () => (await web.ask('GET', '/api/v1/orders', { key })).json['items']
  expect(await seen()).toEqual([])
  expect(await perform(database, bindApiKey, owner, { id, memberId })).toMatchObject({ id, member: { id: memberId, name: 'Test contractor' } })
  expect(await seen()).toMatchObject([{ id: order.id }])
  expect((await perform(database, listApiKeys, owner, {})).items.find((one) => one.id === id)).toMatchObject({ member: { id: memberId } })
  expect((await perform(database, bindApiKey, owner, { id, memberId })).member).toMatchObject({ id: memberId })
})

test('whose work a key does never changes, and one that does nobody’s gets no member', async () => {
  const { id } = await formerKey()
  const stranger = assigneeOf((await foundTestOrganization(database)).caller('staff').actor)
  await expect(perform(database, bindApiKey, owner, { id, memberId: stranger })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/memberId', code: 'unknown' }] })
  await perform(database, bindApiKey, owner, { id, memberId })
  await expect(perform(database, bindApiKey, owner, { id, memberId: assigneeOf(owner.actor) })).rejects.toMatchObject({ slug: 'in-use', message: expect.stringContaining('works for Test contractor already') as unknown })
  const staff = await perform(database, createApiKey, owner, { name: 'Warehouse', role: 'staff' })
  await expect(perform(database, bindApiKey, owner, { id: staff.id, memberId })).rejects.toMatchObject({ slug: 'in-use', message: expect.stringContaining('reaches everything') as unknown })
  const gone = await formerKey()
  await perform(database, revokeApiKey, owner, { id: gone.id })
  await expect(perform(database, bindApiKey, owner, { id: gone.id, memberId })).rejects.toMatchObject({ slug: 'in-use', message: expect.stringContaining('was revoked') as unknown })
})

test('a key ends with the access of the member whose work it does, says so, and has it back with them', async () => {
  const { id, key = '' } = await perform(database, createApiKey, owner, { name: 'Van tablet', role: 'contractor', memberId })
  const status = async () => (await web.ask('GET', '/api/v1/orders', { key })).status
  const shown = async () => (await perform(database, listApiKeys, owner, {})).items.find((one) => one.id === id) ?? expect.unreachable('The key is not listed')
  const version = async () => (await perform(database, listMembers, owner, { limit: 500 })).items.find((one) => one.id === memberId)?.version ?? 0
  expect([await status(), endedWithMember(await shown())]).toEqual([200, false])
  await perform(database, deactivateMember, owner, { id: memberId }, { expectedVersion: await version() })
  await vi.waitFor(async () => expect(await status()).toBe(401))
  expect(await shown()).toMatchObject({ revokedAt: null, member: { id: memberId, isActive: false } })
  expect(endedWithMember(await shown())).toBe(true)
  await perform(database, reactivateMember, owner, { id: memberId }, { expectedVersion: await version() })
  expect([await status(), endedWithMember(await shown())]).toEqual([200, false])
})
