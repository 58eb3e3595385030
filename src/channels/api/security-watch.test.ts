import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { createCustomer } from '#domain/customers/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { operation } from '#platform/operation.ts'
import { operations } from '#src/operations.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { startTestWeb, testKey } from '#test/web.ts'
import { openMetrics } from './metrics.ts'

const { database, ownerUrl } = await ownDatabase()
const metrics = openMetrics(database)
// One that forgot what it may not do, so that only the database is left to refuse.
const forgetful = operation(createCustomer, async ({ db }) => {
  await sql`UPDATE event SET data = '{}'`.execute(db)
  throw new Error('The database let it')
})
const web = await startTestWeb(database, { metrics, operations: operations.map((one) => (one.contract.name === forgetful.contract.name ? forgetful : one)) })
const organization = await foundTestOrganization(database)
const patience = { timeout: 5_000, interval: 20 }

type Kept = { organization_id: string; refused: string; who: string; who_id: string | null; method: string; route: string; network: string; count: number }
const kept = (refused: string) => asOwner<Kept>(ownerUrl, `SELECT organization_id, refused, who, who_id, method, route, network, count FROM security_refusal WHERE refused = '${refused}'`)
const waitForKept = (refused: string) => vi.waitFor(async () => {
  const rows = await kept(refused)
  expect(rows).not.toEqual([])
  return rows
}, patience)

test('what a role may not do leaves one row in its organization, however often it is tried at once', async () => {
  const key = await testKey(database, organization, 'staff')
  const answers = await Promise.all(Array.from({ length: 5 }, () => web.ask('PATCH', '/api/v1/organization', { key, body: { name: 'Mine' } })))
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  await vi.waitFor(async () => expect((await kept('forbidden')).reduce((sum, { count }) => sum + count, 0)).toBe(5), patience)
  const rows = await kept('forbidden')
  expect(rows.length).toBeLessThan(5)
  expect(rows[0]).toMatchObject({ organization_id: organization.organizationId, who: 'api_client', method: 'PATCH', route: '/api/v1/organization', network: '127.0.0.1' })
})

test('wrong keys and wrong passwords are kept, too; not to be signed in is nothing', async () => {
  await web.ask('GET', '/api/v1/orders')
  await web.ask('GET', '/api/v1/orders', { key: 'dk_wrong' })
  await web.ask('POST', '/api/auth/sign-in/email', { headers: { origin: web.address }, body: { email: `${newId()}@example.com`, password: 'guess after guess' } })
  await web.ask('POST', '/api/auth/sign-in/email', { headers: { origin: 'https://evil.example' }, body: { email: 'x@example.com', password: 'guess after guess' } })
  await vi.waitFor(async () => expect(await kept('unauthenticated')).toHaveLength(2), patience)
  const rows = await kept('unauthenticated')
  expect(rows.map(({ route, who, count }) => `${route} ${who} ${count}`).sort()).toEqual(['/api/auth/* nobody 1', '/api/v1/orders nobody 1'])
  expect(await waitForKept('csrf-failed')).toMatchObject([{ organization_id: '00000000-0000-0000-0000-000000000000', count: 1 }])
})

test('where only the database says no, the asker hears nothing of it, and whoever watches does', async () => {
  const key = await testKey(database, organization, 'owner')
  expect(await web.ask('POST', '/api/v1/customers', { key, body: { firstName: 'Amira' } })).toMatchObject({ status: 404, json: { type: '/problems/not-found', detail: 'There is no such thing here.' } })
  expect(await waitForKept('row-security')).toMatchObject([{ organization_id: organization.organizationId, route: '/api/v1/customers', count: 1 }])
  const { text } = await metrics.show()
  expect(text).toMatch(/^docket_row_security_refusals_total 1$/m)
  expect(text).toMatch(/^docket_security_refusals_total\{refused="forbidden"\} 5$/m)
})
