import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { perform } from '#platform/operation.ts'
import type { PersonScope } from '#platform/person-operation.ts'
import type { foundOrganization as contract } from '#domain/identity/contract.ts'
import type { SignUp } from '#domain/identity/entry.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { foundOrganization } from './found-organization.ts'
import { getOrganization } from './get-organization.ts'
import { updateOrganization } from './update-organization.ts'

const database = testDatabase()

describe('founding an organization', () => {
  it('makes the asker its owner and records it', async () => {
    const asked = await somebody()
    const founded = await foundOrganization(asked, { name: 'Corner Bakery', slug: `bakery-${newId()}`, timeZone: 'Europe/Lisbon', currency: 'EUR' })
    expect(founded).toMatchObject({ name: 'Corner Bakery', timeZone: 'Europe/Lisbon', currency: 'EUR', taxRate: 0, version: 1, blueprint: null })
    const caller = { organizationId: founded.id, actor: { kind: 'system', name: 'test' } as const, origin: 'test', requestId: 'test' }
    const seen = await withScope(database, caller, {}, (scope) => sql<{ role: string; types: string[] }>`SELECT
      (SELECT role FROM member WHERE user_id = ${asked.principal.userId}) AS role, (SELECT array_agg(type ORDER BY id) FROM event) AS types`.execute(scope.db))
    expect(seen.rows).toEqual([{ role: 'owner', types: ['organization.founded', 'member.joined'] }])
  })

  it('founds once, however often it is asked with one id', async () => {
    const asked = await somebody()
    const input = { id: newId(), name: 'Once', slug: `once-${newId()}`, timeZone: 'UTC', currency: 'USD' }
    const first = await foundOrganization(asked, input)
    expect(await foundOrganization(asked, input)).toEqual(first)
  })

  it('refuses a taken short name and a time zone that is none, and keeps nothing of what was refused', async () => {
    const asked = await somebody()
    const slug = `taken-${newId()}`
    const input = { name: 'One', slug, timeZone: 'UTC', currency: 'USD' }
    await foundOrganization(asked, input)
    await expect(foundOrganization(asked, input)).rejects.toMatchObject({ slug: 'duplicate' })
    await expect(foundOrganization(asked, { ...input, slug: `other-${newId()}`, timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ errors: [{ pointer: '/timeZone' }] })
    const id = newId()
    const failing = foundOrganization(asked, { ...input, id, slug: `third-${id}` }, () => Promise.reject(new Error('no blueprint')))
    await expect(failing).rejects.toThrow('no blueprint')
    expect(await foundOrganization(asked, { ...input, id, slug: `third-${id}` })).toMatchObject({ id })
  })
})

describe('changing an organization', () => {
  it('changes what was given and nothing else, for the version that was read', async () => {
    const { caller } = await foundTestOrganization(database)
    const before = await perform(database, getOrganization, caller('contractor'), {})
    const after = await perform(database, updateOrganization, caller('admin'), { name: 'New name', taxRate: 8.25 }, { expectedVersion: before.version })
    expect(after).toEqual({ ...before, name: 'New name', taxRate: 8.25, version: 2 })
    expect(await perform(database, getOrganization, caller('staff'), {})).toEqual(after)
    await expect(perform(database, updateOrganization, caller('admin'), { name: 'Late' }, { expectedVersion: 1 })).rejects.toMatchObject({ slug: 'precondition-failed' })
    await expect(perform(database, updateOrganization, caller('manager'), { name: 'No' })).rejects.toMatchObject({ slug: 'forbidden' })
  })
})

async function somebody(signUp: SignUp = 'open'): Promise<PersonScope<typeof contract>> {
  const person = { userId: newId(), name: 'Robin', email: `${newId()}@example.com` }
  await sql`INSERT INTO "user" (id, name, email) VALUES (${person.userId}, ${person.name}, ${person.email})`.execute(database.db)
  return { database, principal: { kind: 'person', ...person, sessionId: newId(), member: null }, requestId: 'test', origin: 'test', entry: { signUp, needsFirstRunToken: false } }
}
