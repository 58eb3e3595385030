import { expect, test } from 'vitest'
import { contracts } from '#domain/contracts.ts'
import { reachOf, roles, type Role } from '#domain/kernel/permission.ts'
import { operations, personOperations } from '#src/operations.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { sampleRequest } from '#test/sample-request.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const database = testDatabase()
const web = await startTestWeb(database)
const organization = await foundTestOrganization(database)
const keys = new Map<Role, string>()
for (const role of roles) keys.set(role, await testKey(database, organization, role))

const scoped = operations.map(({ contract }) => contract)
const cases = scoped.flatMap((contract) => roles.map((role) => ({ contract, role, name: contract.name })))

test.each(cases)('$name by $role is answered as the matrix says', async ({ contract, role }) => {
  if (contract.permission === 'public' || contract.permission === 'signed-in') throw new Error(`${contract.name} is no operation of an organization`)
  const { method, path, ...request } = sampleRequest(contract)
  const { status, json } = await web.ask(method, path, { ...request, key: keys.get(role) ?? '' })
  const isForbidden = status === 403 && json['detail'] === `Your role may not do this (${contract.permission}).`
  expect(isForbidden, `${status} ${JSON.stringify(json).slice(0, 300)}`).toBe(reachOf(role, contract.permission) === undefined)
  expect(status).toBeLessThan(500)
})

test.each(scoped.map((contract) => ({ contract, name: contract.name })))('$name is not answered to nobody', async ({ contract }) => {
  const { method, path, ...request } = sampleRequest(contract)
  expect(await web.ask(method, path, request)).toMatchObject({ status: 401, json: { type: '/problems/unauthenticated' } })
})

test.each(personOperations.map(({ contract }) => ({ contract, name: contract.name })))('$name is for whom it says', async ({ contract }) => {
  const { method, path, ...request } = sampleRequest(contract)
  const [byNobody, byKey] = [await web.ask(method, path, request), await web.ask(method, path, { ...request, key: keys.get('owner') ?? '' })]
  if (contract.permission === 'public') return expect([401, 403]).not.toContain(byNobody.status)
  expect(byNobody.status).toBe(401)
  expect(byKey.status).toBe(403)
})

test('every contract is among them', () => {
  const answered = [...operations, ...personOperations].map(({ contract }) => contract.name)
  expect(contracts.map(({ name }) => name).filter((name) => !answered.includes(name))).toEqual([])
})
