import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { Database } from '#platform/database.ts'
import { performPerson } from '#platform/person-operation.ts'
import { perform } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { authenticate } from './authenticate.ts'
import { createApiKey } from './create-api-key.ts'
import { readSession } from './read-session.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { hashToken, newToken } from './token.ts'

const database = testDatabase()
const app = { database, settings: { publicUrl: 'http://127.0.0.1:4000' } }

describe('authenticate', () => {
  it('knows nobody without a credential, or with one that means nothing', async () => {
    expect(await authenticate(app, {})).toEqual({ kind: 'nobody' })
    expect(await authenticate(app, { cookie: 'docket=made-up.signature' })).toEqual({ kind: 'nobody' })
    await expect(authenticate(app, { bearer: 'dk_made-up' })).rejects.toMatchObject({ slug: 'unauthenticated' })
  })

  it('knows a person by their session, and their place in the organization they name', async () => {
    const { organizationId, slug, ownerUserId, caller } = await foundTestOrganization(database)
    const cookie = await signIn(ownerUserId)
    expect(await authenticate(app, { cookie })).toMatchObject({ kind: 'person', userId: ownerUserId, member: null })
    const member = { organizationId, memberId: actorIdOf(caller('owner')), role: 'owner' }
    expect(await authenticate(app, { cookie, organization: slug })).toMatchObject({ kind: 'person', member })
    expect(await authenticate(app, { cookie, organization: organizationId })).toMatchObject({ kind: 'person', member })
  })

  it('refuses an organization one is no member of like one that does not exist', async () => {
    const own = await foundTestOrganization(database)
    const other = await foundTestOrganization(database)
    const cookie = await signIn(own.ownerUserId)
    const { key } = await perform(database, createApiKey, own.caller('owner'), { name: 'Key', role: 'staff' })
    for (const organization of [other.slug, other.organizationId, 'no-such-organization']) {
      await expect(authenticate(app, { cookie, organization })).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such organization.' })
      await expect(authenticate(app, { bearer: key, organization })).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such organization.' })
    }
  })

  it('ends sessions that were idle for twelve hours or are a week old', async () => {
    const { ownerUserId } = await foundTestOrganization(database)
    const idle = await signIn(ownerUserId, { lastSeen: '12 hours 1 minute' })
    const fresh = await signIn(ownerUserId, { lastSeen: '11 hours 59 minutes' })
    const old = await signIn(ownerUserId, { expired: true })
    expect(await authenticate(app, { cookie: idle })).toEqual({ kind: 'nobody' })
    expect(await authenticate(app, { cookie: old })).toEqual({ kind: 'nobody' })
    expect(await authenticate(app, { cookie: fresh })).toMatchObject({ kind: 'person' })
    await expect.poll(() => secondsSinceSeen(fresh)).toBeLessThan(60)
  })

  it('knows an API key until it is revoked, and keeps only its hash', async () => {
    const { organizationId, slug, caller } = await foundTestOrganization(database)
    const made = await perform(database, createApiKey, caller('owner'), { name: 'Warehouse', role: 'staff' })
    const bearer = made.key ?? ''
    expect(bearer).toMatch(/^dk_[\w-]{43}$/)
    expect(made.start).toBe(bearer.slice(0, 8))
    expect(await authenticate(app, { bearer, organization: slug })).toEqual({ kind: 'api_client', organizationId, keyId: made.id, name: 'Warehouse', role: 'staff' })
    const stored = await withScope(database, caller('owner'), {}, (scope) => sql<{ row: string }>`SELECT k::text AS row FROM api_key k WHERE k.organization_id = ${organizationId}`.execute(scope.db))
    expect(stored.rows[0]?.row).toContain(hashToken(bearer))
    expect(stored.rows[0]?.row).not.toContain(bearer)
    await perform(database, revokeApiKey, caller('owner'), { id: made.id })
    await expect(authenticate(app, { bearer })).rejects.toMatchObject({ slug: 'unauthenticated' })
  })

  it('tells a person who they are and what they may do here', async () => {
    const { slug, caller } = await foundTestOrganization(database)
    const actor = caller('manager').actor
    const cookie = await signIn(actor.kind === 'member' ? actor.userId : '')
    const principal = await authenticate(app, { cookie, organization: slug })
    const me = await performPerson(database, readSession, { principal, requestId: 'test', origin: 'test' }, {})
    expect(me.organizations).toMatchObject([{ slug, role: 'manager' }])
    expect(me.here?.permissions).toContain('order.price')
    expect(me.here?.permissions).not.toContain('organization.update')
    expect(me.here?.organization).toMatchObject({ slug, currency: 'USD', timeZone: 'UTC', version: 1 })
  })
})

function actorIdOf({ actor }: Caller): string {
  return actor.kind === 'member' ? actor.id : ''
}

async function signIn(userId: string, state: { lastSeen?: string; expired?: boolean } = {}): Promise<string> {
  const token = newToken()
  await sql`INSERT INTO session (id, user_id, token_hash, last_seen_at, expires_at)
    VALUES (${newId()}, ${userId}, ${hashToken(token)}, now() - ${state.lastSeen ?? '0'}::interval, now() + ${state.expired ? '-1 second' : '7 days'}::interval)`.execute(database.db)
  return `theme=dark; docket=${token}.signature; other=1`
}

async function secondsSinceSeen(cookie: string, { db }: Database = database): Promise<number> {
  const tokenHash = hashToken(/docket=([^.]+)/.exec(cookie)?.[1] ?? '')
  const { rows } = await sql<{ seconds: number }>`SELECT extract(epoch FROM now() - last_seen_at)::float8 AS seconds FROM session WHERE token_hash = ${tokenHash}`.execute(db)
  return rows[0]?.seconds ?? Infinity
}
