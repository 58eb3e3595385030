import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { authenticate, sessionTokenOf } from './authenticate.ts'
import { createAuth, type Auth } from './create-auth.ts'
import { registerPerson } from './register-person.ts'
import { hashToken } from './token.ts'

const database = testDatabase()
const publicUrl = 'http://127.0.0.1:4000'
const app = { database, settings: { publicUrl } }
const entry = { signUp: 'open', needsFirstRunToken: false } as const
const links: string[] = []
const log = { info: ({ link }: { link?: string }) => void links.push(link ?? ''), error: () => {} }
let auth: Auth

beforeAll(async () => {
  auth = await createAuth({ ...app, settings: { publicUrl, rateLimits: false, entry }, log })
})
afterAll(() => auth.stop())

describe('signing in', () => {
  it('keeps of a session only the hash of its token', async () => {
    const { cookie, email } = await signUp()
    const token = sessionTokenOf(cookie, publicUrl) ?? ''
    const { rows } = await sql<{ row: string }>`SELECT s::text AS row FROM session s JOIN "user" u ON u.id = s.user_id WHERE u.email = ${email}`.execute(database.db)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).toContain(hashToken(token))
    expect(rows[0]?.row).not.toContain(token)
    expect(await authenticate(app, { cookie })).toMatchObject({ kind: 'person', email })
  })

  it('gives a cookie that scripts cannot read and other sites do not send, and the token nowhere else', async () => {
    const { setCookie, cookie, email } = await signUp()
    const token = sessionTokenOf(cookie, publicUrl) ?? ''
    expect(token).toHaveLength(32)
    expect(await (await ask('sign-in/email', { email, password: PASSWORD })).json()).not.toHaveProperty('token')
    expect(setCookie).toMatch(/^docket=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('binds the cookie to the host where people come over TLS', async () => {
    const secure = await createAuth({ ...app, settings: { publicUrl: 'https://orders.example.com', rateLimits: false, entry }, log })
    const { setCookie } = await signUp(secure, 'https://orders.example.com')
    expect(setCookie).toMatch(/^__Host-docket=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    await secure.stop()
  })

  it('knows whoever the operator registered, and not with a wrong password', async () => {
    const email = newEmail()
    await registerPerson(database, { email, password: 'a long password', name: 'Sam' })
    expect((await ask('sign-in/email', { email, password: 'another password' })).status).toBe(401)
    const cookie = cookieOf(await ask('sign-in/email', { email, password: 'a long password' }))
    expect(await authenticate(app, { cookie })).toMatchObject({ kind: 'person', name: 'Sam', email })
    await expect(registerPerson(database, { email, password: 'a long password', name: 'Sam' })).rejects.toMatchObject({ slug: 'duplicate' })
  })

  it('stops listening to guesses for one account from one address', async () => {
    const { email } = await signUp()
    for (let i = 0; i < 5; i++) await ask('sign-in/email', { email, password: `guess number ${i}` })
    await expect(ask('sign-in/email', { email, password: PASSWORD })).rejects.toMatchObject({ slug: 'rate-limited' })
    expect((await ask('sign-in/email', { email, password: PASSWORD }, { ip: '192.0.2.9' })).status).toBe(200)
  })

  it('refuses a name, an address or a password that will not do', async () => {
    const person = { name: 'Robin', email: newEmail(), password: PASSWORD }
    for (const [field, value] of [['name', 'a\u0000b'], ['name', ''], ['name', 'x'.repeat(101)], ['email', 'nowhere'], ['password', 'short']] as const) {
      await expect(ask('sign-up/email', { ...person, [field]: value })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: `/${field}` }] })
    }
  })

  it('ends a session at once when its person signs out', async () => {
    const { cookie } = await signUp()
    expect(await authenticate(app, { cookie })).toMatchObject({ kind: 'person' })
    expect((await ask('sign-out', {}, { cookie })).status).toBe(200)
    expect(await authenticate(app, { cookie })).toEqual({ kind: 'nobody' })
  })

  it('changes a forgotten password by a link in the log, once, and ends every session', async () => {
    const { cookie, email } = await signUp()
    expect(await authenticate(app, { cookie })).toMatchObject({ kind: 'person' })
    await ask('request-password-reset', { email, redirectTo: '/reset-password' })
    const link = new URL(links.at(-1) ?? '')
    expect(link.origin + link.pathname).toBe(`${publicUrl}/reset-password`)
    const reset = { token: link.searchParams.get('token'), newPassword: 'a new long password' }
    expect((await ask('reset-password', reset)).status).toBe(200)
    expect((await ask('reset-password', reset)).status).toBe(400)
    expect(await authenticate(app, { cookie })).toEqual({ kind: 'nobody' })
    expect((await ask('sign-in/email', { email, password: PASSWORD })).status).toBe(401)
    expect((await ask('sign-in/email', { email, password: 'a new long password' })).status).toBe(200)
  })

  it('opens none of the addresses Docket does not use', async () => {
    const { cookie } = await signUp()
    for (const path of ['get-session', 'list-sessions', 'update-user', 'delete-user', 'revoke-sessions', 'ok']) {
      expect((await ask(path, {}, { cookie })).status).toBe(404)
    }
  })
})

const PASSWORD = 'correct horse battery'
let people = 0

function newEmail(): string {
  return `person-${process.pid}-${Date.now()}-${++people}@example.com`
}

async function signUp(at = auth, url = publicUrl): Promise<{ email: string; cookie: string; setCookie: string }> {
  const email = newEmail()
  const response = await ask('sign-up/email', { email, password: PASSWORD, name: 'Robin' }, {}, at, url)
  expect(response.status).toBe(200)
  return { email, cookie: cookieOf(response), setCookie: response.headers.getSetCookie()[0] ?? '' }
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

function ask(path: string, body: object, from: { cookie?: string; ip?: string } = {}, at = auth, url = publicUrl): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: url, ...(from.cookie && { cookie: from.cookie }) }
  return at.handle(new Request(`${url}/api/auth/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }), { ip: from.ip ?? '127.0.0.1' })
}
