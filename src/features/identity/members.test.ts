import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '#domain/identity/principal.ts'
import { newId } from '#domain/kernel/id.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { performPerson, type Asker } from '#platform/person-operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { authenticate } from './authenticate.ts'
import { createApiKey } from './create-api-key.ts'
import { deactivateMember } from './deactivate-member.ts'
import { hearRevocations } from './hear-revocations.ts'
import { inviteMember } from './invite-member.ts'
import { listInvitations } from './list-invitations.ts'
import { listMembers } from './list-members.ts'
import { listSessions } from './list-sessions.ts'
import { principalMemory } from './principal-memory.ts'
import { reactivateMember } from './reactivate-member.ts'
import { readInvitation } from './read-invitation.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { revokeSession } from './revoke-session.ts'
import { hashToken, newToken } from './token.ts'
import { updateMember } from './update-member.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

const database = testDatabase()
const app = { database, settings: { publicUrl: 'http://127.0.0.1:4000' } }
let hearing: { stop(): Promise<void> }

// As in the running program: what was found a moment ago is remembered, so every test here also tests that it is dropped.
beforeAll(async () => {
  hearing = await hearRevocations(database)
})
afterAll(() => hearing.stop())

describe('taking access away', () => {
  it('shuts a deactivated member out at once, and lets them in again', async () => {
    const { slug, caller } = await foundTestOrganization(database)
    const { id, userId } = memberOf(caller('staff'))
    const cookie = await signIn(userId)
    expect(await authenticate(app, { cookie, organization: slug })).toMatchObject({ member: { memberId: id } })
    await perform(database, deactivateMember, caller('admin'), { id })
    await expect(authenticate(app, { cookie, organization: slug })).rejects.toMatchObject({ slug: 'not-found' })
    await perform(database, reactivateMember, caller('admin'), { id })
    expect(await authenticate(app, { cookie, organization: slug })).toMatchObject({ member: { role: 'staff' } })
  })

  it('gives a changed role at once', async () => {
    const { slug, caller } = await foundTestOrganization(database)
    const { id, userId } = memberOf(caller('staff'))
    const cookie = await signIn(userId)
    await authenticate(app, { cookie, organization: slug })
    await perform(database, updateMember, caller('owner'), { id, role: 'contractor' })
    expect(await authenticate(app, { cookie, organization: slug })).toMatchObject({ member: { role: 'contractor' } })
  })

  it('refuses a revoked key and a revoked session at once', async () => {
    const { caller } = await foundTestOrganization(database)
    const made = await perform(database, createApiKey, caller('admin'), { name: 'Key', role: 'staff' })
    const bearer = made.key ?? ''
    await authenticate(app, { bearer })
    await perform(database, revokeApiKey, caller('admin'), { id: made.id })
    await expect(authenticate(app, { bearer })).rejects.toMatchObject({ slug: 'unauthenticated' })

    const { userId } = memberOf(caller('staff'))
    const [here, lost] = [await signIn(userId), await signIn(userId)]
    const me = asker(await authenticate(app, { cookie: here }))
    await authenticate(app, { cookie: lost })
    const { items } = await performPerson(database, listSessions, me, {})
    expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
    expect(items).toHaveLength(2)
    await performPerson(database, revokeSession, me, { id: items.find(({ isCurrent }) => !isCurrent)?.id })
    expect(await authenticate(app, { cookie: lost })).toEqual({ kind: 'nobody' })
    expect(await authenticate(app, { cookie: here })).toMatchObject({ kind: 'person' })
  })

  it("does not end somebody else's session", async () => {
    const { caller } = await foundTestOrganization(database)
    const theirs = await authenticate(app, { cookie: await signIn(memberOf(caller('staff')).userId) })
    const me = asker(await authenticate(app, { cookie: await signIn(memberOf(caller('owner')).userId) }))
    for (const id of [theirs.kind === 'person' ? theirs.sessionId : '', newId(), 'nonsense']) {
      await expect(performPerson(database, revokeSession, me, { id })).rejects.toMatchObject({ slug: 'not-found' })
    }
  })

  it('hears of what another node revoked', async () => {
    const { caller } = await foundTestOrganization(database)
    const { userId } = memberOf(caller('staff'))
    const cookie = await signIn(userId)
    await authenticate(app, { cookie })
    const credential = `${hashToken(tokenIn(cookie))}\n`
    expect(principalMemory.recall(credential)).toBeDefined()
    await sql`SELECT pg_notify('docket_revoked', ${userId})`.execute(database.db)
    await expect.poll(() => principalMemory.recall(credential), { interval: 5 }).toBeUndefined()
  })
})

describe('roles', () => {
  it('keeps the last owner, even where two owners take each other away at the same moment', async () => {
    const { caller } = await foundTestOrganization(database)
    const owner = memberOf(caller('owner'))
    const second = memberOf(caller('admin'))
    await expect(perform(database, deactivateMember, caller('owner'), { id: owner.id })).rejects.toMatchObject({ slug: 'in-use' })
    await expect(perform(database, updateMember, caller('owner'), { id: owner.id, role: 'admin' })).rejects.toMatchObject({ slug: 'in-use' })
    await perform(database, updateMember, caller('owner'), { id: second.id, role: 'owner' })
    const both = await Promise.allSettled([
      perform(database, deactivateMember, caller('owner'), { id: second.id }),
      perform(database, deactivateMember, promoted(caller('admin')), { id: owner.id }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { items } = await perform(database, listMembers, caller('owner'), { active: true })
    expect(items.filter(({ role }) => role === 'owner')).toHaveLength(1)
  })

  it('lets nobody hand out, take away or invite above their own role', async () => {
    const { caller } = await foundTestOrganization(database)
    const owner = memberOf(caller('owner'))
    const staff = memberOf(caller('staff'))
    await expect(perform(database, updateMember, caller('admin'), { id: staff.id, role: 'owner' })).rejects.toMatchObject({ slug: 'forbidden' })
    await expect(perform(database, deactivateMember, caller('admin'), { id: owner.id })).rejects.toMatchObject({ slug: 'forbidden' })
    await expect(perform(database, inviteMember, caller('manager'), { email: newEmail(), role: 'admin' })).rejects.toMatchObject({ slug: 'forbidden' })
    await expect(perform(database, createApiKey, caller('admin'), { name: 'Key', role: 'owner' })).rejects.toMatchObject({ slug: 'forbidden' })
    await expect(perform(database, updateMember, caller('staff'), { id: staff.id, role: 'manager' })).rejects.toMatchObject({ slug: 'forbidden' })
  })

  it("answers for another organization's member like for one who does not exist", async () => {
    const own = await foundTestOrganization(database)
    const other = await foundTestOrganization(database)
    for (const id of [memberOf(other.caller('staff')).id, newId()]) {
      for (const verb of [updateMember, deactivateMember, reactivateMember] as Operation[]) {
        await expect(perform(database, verb, own.caller('owner'), { id })).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such member.' })
      }
    }
    expect((await perform(database, listMembers, own.caller('owner'), {})).items).toHaveLength(5)
  })

  it('refuses a change of what somebody else changed meanwhile', async () => {
    const { caller } = await foundTestOrganization(database)
    const { id } = memberOf(caller('staff'))
    const changed = await perform(database, updateMember, caller('owner'), { id, jobTitle: 'Editor' }, { expectedVersion: 1 })
    expect(changed).toMatchObject({ jobTitle: 'Editor', role: 'staff', version: 2 })
    await expect(perform(database, updateMember, caller('owner'), { id, jobTitle: 'Packer' }, { expectedVersion: 1 })).rejects.toMatchObject({ slug: 'precondition-failed' })
  })

  it('lists members by name, a page at a time, and finds them by part of a name or address', async () => {
    const { caller } = await foundTestOrganization(database)
    const first = await perform(database, listMembers, caller('staff'), { limit: 3 })
    const rest = await perform(database, listMembers, caller('staff'), { limit: 3, cursor: first.nextCursor })
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['Test admin', 'Test contractor', 'Test manager', 'Test owner', 'Test staff'])
    expect(rest.nextCursor).toBeNull()
    const found = await perform(database, listMembers, caller('staff'), { q: 'CONTRACT' })
    expect(found.items.map(({ name }) => name)).toEqual(['Test contractor'])
  })
})

describe('invitations', () => {
  it('makes whoever was invited a member, once, and never shows the link again', async () => {
    const { organizationId, slug, caller } = await foundTestOrganization(database)
    const person = await register()
    const invited = await perform(database, inviteMember, caller('manager'), { email: person.email, role: 'staff' })
    const token = tokenOf(invited)
    const { items: open } = await perform(database, listInvitations, caller('manager'), {})
    expect(open.map((shown) => ({ ...shown, link: invited.link }))).toEqual([invited])
    expect(open[0]).not.toHaveProperty('link')
    expect(await performPerson(database, readInvitation, asker({ kind: 'nobody' }), { token })).toEqual({ organizationName: 'Test', role: 'staff', email: person.email })

    const accepted = await Promise.allSettled([1, 2].map(() => performPerson(database, acceptInvitation, asker(person), { token })))
    expect(accepted.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(accepted.find(({ status }) => status === 'fulfilled')).toMatchObject({ value: { organizationId, slug } })
    expect(accepted.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { slug: 'link-expired' } })
    await expect(performPerson(database, readInvitation, asker(person), { token })).rejects.toMatchObject({ slug: 'link-expired' })
    expect((await perform(database, listMembers, caller('owner'), { q: person.email })).items).toMatchObject([{ role: 'staff', isActive: true }])
    await expect(perform(database, inviteMember, caller('manager'), { email: person.email, role: 'staff' })).rejects.toMatchObject({ slug: 'duplicate' })
  })

  it('opens nothing to a stranger, after a week, or once withdrawn or replaced', async () => {
    const { organizationId, caller } = await foundTestOrganization(database)
    const person = await register()
    const invite = () => perform(database, inviteMember, caller('owner'), { email: person.email, role: 'admin' })
    const first = await invite()
    const token = tokenOf(first)
    await expect(performPerson(database, acceptInvitation, asker(await register()), { token })).rejects.toMatchObject({ slug: 'forbidden' })
    await expect(performPerson(database, acceptInvitation, asker({ kind: 'nobody' }), { token })).rejects.toMatchObject({ slug: 'unauthenticated' })
    await withScope(database, caller('owner'), {}, (scope) => sql`UPDATE invitation SET expires_at = now() WHERE organization_id = ${organizationId}`.execute(scope.db))
    await expect(performPerson(database, acceptInvitation, asker(person), { token })).rejects.toMatchObject({ slug: 'link-expired' })

    const second = await invite()
    await expect(performPerson(database, acceptInvitation, asker(person), { token })).rejects.toMatchObject({ slug: 'not-found' })
    await expect(perform(database, withdrawInvitation, caller('manager'), { id: second.id })).rejects.toMatchObject({ slug: 'forbidden' })
    await perform(database, withdrawInvitation, caller('admin'), { id: second.id })
    await expect(performPerson(database, acceptInvitation, asker(person), { token: tokenOf(second) })).rejects.toMatchObject({ slug: 'not-found' })
  })

  it('revives the membership of somebody who comes back', async () => {
    const { caller } = await foundTestOrganization(database)
    const former = memberOf(caller('contractor'))
    await perform(database, deactivateMember, caller('owner'), { id: former.id })
    const { rows } = await sql<{ email: string; name: string }>`SELECT email, name FROM "user" WHERE id = ${former.userId}`.execute(database.db)
    const person: Principal = { kind: 'person', userId: former.userId, name: rows[0]?.name ?? '', email: rows[0]?.email ?? '', sessionId: newId(), member: null }
    const invited = await perform(database, inviteMember, caller('owner'), { email: person.email, role: 'manager' })
    await performPerson(database, acceptInvitation, asker(person), { token: tokenOf(invited) })
    expect((await perform(database, listMembers, caller('owner'), { q: person.email })).items).toMatchObject([{ id: former.id, role: 'manager', isActive: true }])
  })
})

function memberOf({ actor }: Caller): { id: string; userId: string } {
  if (actor.kind !== 'member') throw new Error('Not a member')
  return actor
}

/** The same person after they were made an owner. */
function promoted(caller: Caller): Caller {
  return { ...caller, actor: { ...caller.actor, role: 'owner' } as Caller['actor'] }
}

function asker(principal: Principal): Asker {
  return { principal, requestId: 'test', origin: 'test' }
}

function tokenOf({ link = '' }: { link?: string | undefined }): string {
  return link.split('/').at(-1) ?? ''
}

function tokenIn(cookie: string): string {
  return /docket=([^.]+)/.exec(cookie)?.[1] ?? ''
}

let people = 0

function newEmail(): string {
  return `member-${process.pid}-${Date.now()}-${++people}@example.com`
}

async function register(): Promise<Extract<Principal, { kind: 'person' }>> {
  const person = { userId: newId(), name: 'Robin', email: newEmail() }
  await sql`INSERT INTO "user" (id, name, email) VALUES (${person.userId}, ${person.name}, ${person.email})`.execute(database.db)
  return { kind: 'person', ...person, sessionId: newId(), member: null }
}

async function signIn(userId: string): Promise<string> {
  const token = newToken()
  await sql`INSERT INTO session (id, user_id, token_hash, expires_at) VALUES (${newId()}, ${userId}, ${hashToken(token)}, now() + interval '7 days')`.execute(database.db)
  return `docket=${token}.signature`
}
