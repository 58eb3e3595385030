import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Entry } from '#domain/identity/entry.ts'
import type { Person } from '#domain/identity/principal.ts'
import { newId } from '#domain/kernel/id.ts'
import { registerPerson } from '#features/identity/register-person.ts'
import { listViews } from '#features/views/list-views.ts'
import { listWorkflowTypes } from '#features/workflows/list-workflow-types.ts'
import { perform } from '#platform/operation.ts'
import { performPerson } from '#platform/person-operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundOrganization } from './found-organization.ts'
import { shippedBlueprints } from './shipped-blueprints.ts'

const database = testDatabase()
const [blueprint] = await shippedBlueprints()

async function askerNamed(name: string) {
  const person = await registerPerson(database, { name, email: `${newId()}@example.com`, password: 'a long enough password' })
  return { principal: { kind: 'person', ...person, sessionId: newId(), member: null } satisfies Person, requestId: 'test', origin: 'test', entry: { signUp: 'open', needsFirstRunToken: false } satisfies Entry }
}

test('an organization founded from a blueprint speaks its words from the first answer on', async () => {
  const slug = `founded-${newId()}`
  const founded = await performPerson(database, foundOrganization, await askerNamed('Noor'), { name: 'Corner', slug, blueprint: blueprint?.key })
  expect(founded).toMatchObject({ slug, blueprint: blueprint?.key, words: blueprint?.settings.words, paymentStatuses: blueprint?.settings.paymentStatuses })
})

test('with a blueprint that is not there, nothing is founded', async () => {
  const slug = `founded-${newId()}`
  const asker = await askerNamed('Sam')
  await expect(performPerson(database, foundOrganization, asker, { name: 'Corner', slug, blueprint: 'no-such' })).rejects.toMatchObject({ errors: [{ pointer: '/blueprint', code: 'unknown' }] })
  const memberships = await database.db.transaction().execute(async (db) => {
    await sql`SELECT set_config('app.user', ${asker.principal.userId}, true)`.execute(db)
    return sql`SELECT FROM member`.execute(db)
  })
  expect(memberships.rows).toEqual([])
})

test('an organization founded from nothing begins with the usual phases and the usual list, so that its first workflow and its first order have a place', async () => {
  const { id } = await performPerson(database, foundOrganization, await askerNamed('Ida'), { name: 'Blank', slug: `founded-${newId()}` })
  const caller = { organizationId: id, actor: { kind: 'system', name: 'test' } as const, origin: 'test', requestId: 'test' }
  const { items } = await perform(database, listWorkflowTypes, caller, {})
  expect(items.map(({ name }) => name)).toEqual(['Intake', 'Production', 'Fulfillment'])
  expect((await perform(database, listViews, caller, {})).items).toMatchObject([{ name: 'Orders', tabs: [{ name: 'Open' }, { name: 'Completed' }, { name: 'Cancelled' }, { name: 'All' }] }])
})
