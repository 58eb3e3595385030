import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Entry } from '#domain/identity/entry.ts'
import { newId } from '#domain/kernel/id.ts'
import { perform } from '#platform/operation.ts'
import { ownDatabase } from '#test/own-database.ts'
import { startTestWeb, type TestWeb } from '#test/web.ts'
import { firstRunToken } from './first-run.ts'
import { inviteMember } from './invite-member.ts'

const { database } = await ownDatabase()
const web = async (entry: Entry) => startTestWeb(database, { entry })
const invited = await web({ signUp: 'invited', needsFirstRunToken: true })
const atHome = await web({ signUp: 'invited', needsFirstRunToken: false })
const open = await web({ signUp: 'open', needsFirstRunToken: true })
const password = 'a long enough password'
let cookie = ''

const signUp = (at: TestWeb, email: string, proof: object = {}) => at.ask('POST', '/api/auth/sign-up/email', { headers: { origin: at.address }, body: { name: 'Robin', email, password, ...proof } })
const installation = async (at: TestWeb) => (await at.ask('GET', '/api/v1/installation')).json
const newEmail = () => `${newId()}@example.com`

async function found(at: TestWeb, signedUp: Awaited<ReturnType<typeof signUp>>, slug: string) {
  cookie = signedUp.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
  const csrf = /docket-csrf=([^;]+)/.exec(cookie)?.[1] ?? ''
  return at.ask('POST', '/api/v1/organizations', { headers: { origin: at.address, cookie, 'x-csrf-token': csrf }, body: { name: 'Corner', slug } })
}

test('on an empty Docket that strangers could reach, the first organization takes the token that was printed', async () => {
  expect(await installation(invited)).toMatchObject({ isEmpty: true, signUp: 'first_run', needsFirstRunToken: true })
  expect(await installation(atHome)).toMatchObject({ signUp: 'first_run', needsFirstRunToken: false })
  expect(await installation(open)).toMatchObject({ signUp: 'open', needsFirstRunToken: false })
  const token = await firstRunToken(database.db)
  expect(await firstRunToken(database.db)).toBe(token)
  for (const proof of [{}, { firstRunToken: '' }, { firstRunToken: 'guessed' }, { firstRunToken: ['x'] }]) {
    expect(await signUp(invited, newEmail(), proof)).toMatchObject({ status: 422, json: { errors: [{ pointer: '/firstRunToken' }] } })
  }
  expect(await sql`SELECT FROM "user"`.execute(database.db)).toMatchObject({ rows: [] })
  const signedUp = await signUp(invited, newEmail(), { firstRunToken: token })
  expect(signedUp.status).toBe(200)
  expect((await found(invited, signedUp, 'corner')).status).toBe(201)
  expect(await firstRunToken(database.db)).toBeUndefined()
  expect(await installation(invited)).toMatchObject({ isEmpty: false, signUp: 'invited', needsFirstRunToken: false })
  expect(await signUp(invited, newEmail(), { firstRunToken: token })).toMatchObject({ status: 403, json: { type: '/problems/forbidden' } })
})

test('afterwards new people come by an invitation to their own address, once', async () => {
  const { rows } = await sql<{ id: string; member: string; user: string }>`WITH s AS (SELECT set_config('app.user', (SELECT id::text FROM "user"), false))
    SELECT m.organization_id AS id, m.id AS member, m.user_id AS "user" FROM s, member m`.execute(database.db)
  const owner = rows[0] ?? expect.unreachable('There is no owner')
  const caller = { organizationId: owner.id, actor: { kind: 'member' as const, id: owner.member, userId: owner.user, name: 'Robin', role: 'owner' as const }, origin: 'test', requestId: 'test' }
  const email = newEmail()
  const { link = '' } = await perform(database, inviteMember, caller, { email, role: 'staff' })
  const invitation = link.replace('/join/', '')
  for (const at of [invited, atHome]) expect((await signUp(at, newEmail())).status).toBe(403)
  expect((await signUp(invited, newEmail(), { invitation })).status).toBe(403)
  expect((await signUp(invited, email, { invitation: 'x'.repeat(43) })).status).toBe(404)
  const signedUp = await signUp(invited, email.toUpperCase(), { invitation })
  expect(signedUp.status).toBe(200)
  // Whoever has an account and belongs nowhere yet founds nothing, until they belong.
  expect(await found(invited, signedUp, 'second')).toMatchObject({ status: 403 })
  const csrf = /docket-csrf=([^;]+)/.exec(cookie)?.[1] ?? ''
  expect((await invited.ask('POST', '/api/v1/invitations/accept', { headers: { origin: invited.address, cookie, 'x-csrf-token': csrf }, body: { token: invitation } })).status).toBe(200)
  expect((await found(invited, signedUp, 'second')).status).toBe(201)
  expect((await signUp(invited, newEmail(), { invitation })).status).toBe(410)
})

test('where signing up is open, whoever comes founds one of their own', async () => {
  const signedUp = await signUp(open, newEmail())
  expect(signedUp.status).toBe(200)
  expect((await found(open, signedUp, 'third')).status).toBe(201)
})

test('of two who found the first organization at once, one does', async () => {
  const { database: fresh } = await ownDatabase()
  const at = await startTestWeb(fresh, { entry: { signUp: 'invited', needsFirstRunToken: false } })
  const people = await Promise.all([signUp(at, newEmail()), signUp(at, newEmail())])
  const answers = await Promise.all(people.map((person, n) => found(at, person, `first-${n}`)))
  expect(answers.map(({ status }) => String(status)).sort()).toEqual(['201', '403'])
})
