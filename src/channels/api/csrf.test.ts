import { beforeAll, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { testDatabase } from '#test/database.ts'
import { startTestWeb, type Answered } from '#test/web.ts'

const database = testDatabase()
const web = await startTestWeb(database)
const origin = web.address
const slug = `shop-${newId()}`
let session = ''
let token = ''

function cookiesOf({ headers }: Answered): Map<string, string> {
  return new Map(headers.getSetCookie().map((cookie) => cookie.split(';')[0]?.split('=') as [string, string]))
}

beforeAll(async () => {
  const email = `${newId()}@example.com`
  const signedUp = await web.ask('POST', '/api/auth/sign-up/email', { headers: { origin }, body: { name: 'Ada', email, password: 'a long enough password' } })
  expect(signedUp.status, signedUp.text).toBe(200)
  session = `docket=${cookiesOf(signedUp).get('docket') ?? ''}`
  const read = await web.ask('GET', '/api/v1/session', { headers: { cookie: session } })
  expect(read).toMatchObject({ status: 200, json: { person: { email } } })
  token = cookiesOf(read).get('docket-csrf') ?? ''
  expect(cookiesOf(signedUp).get('docket-csrf'), 'the token comes with the session').toBe(token)
})

const found = (headers: Record<string, string>) => web.ask('POST', '/api/v1/organizations', { headers: { cookie: `${session}; docket-csrf=${token}`, ...headers }, body: { name: 'Shop', slug } })

test('the token is readable by our pages and given once', async () => {
  const read = await web.ask('GET', '/api/v1/session', { headers: { cookie: session } })
  expect(read.headers.getSetCookie().join()).not.toMatch(/httponly/i)
  expect((await web.ask('GET', '/api/v1/session', { headers: { cookie: `${session}; docket-csrf=${token}` } })).headers.getSetCookie()).toEqual([])
})

test('a change with a session must come from our pages and repeat the token', async () => {
  const forged: Record<string, string>[] = [
    {}, { origin }, { 'x-csrf-token': token }, { origin: 'https://evil.example', 'x-csrf-token': token }, { origin, 'x-csrf-token': 'x'.repeat(43) },
    { origin, 'x-csrf-token': token, 'sec-fetch-site': 'cross-site' }, { origin, 'x-csrf-token': token, 'sec-fetch-site': 'same-site' }, { origin: 'null', 'x-csrf-token': token },
  ]
  for (const headers of forged) expect(await found(headers), JSON.stringify(headers)).toMatchObject({ status: 403, json: { type: '/problems/csrf-failed' } })
  expect((await found({ origin, 'x-csrf-token': token, 'sec-fetch-site': 'same-origin' })).status).toBe(201)
})

test('another session\'s token is not this one\'s', async () => {
  const other = await web.ask('POST', '/api/auth/sign-up/email', { headers: { origin }, body: { name: 'Eve', email: `${newId()}@example.com`, password: 'a long enough password' } })
  const cookie = `docket=${cookiesOf(other).get('docket') ?? ''}`
  expect(await web.ask('POST', '/api/v1/organizations', { headers: { cookie, origin, 'x-csrf-token': token }, body: { name: 'Shop', slug: `${slug}-2` } })).toMatchObject({ status: 403 })
})

test('signing in is for our own pages only, and says no in the shape of everything else', async () => {
  const body = { email: 'nobody@example.com', password: 'a long enough password' }
  expect(await web.ask('POST', '/api/auth/sign-in/email', { body })).toMatchObject({ status: 403, json: { type: '/problems/csrf-failed' } })
  expect(await web.ask('POST', '/api/auth/sign-in/email', { body, headers: { origin: 'https://evil.example' } })).toMatchObject({ status: 403 })
  expect(await web.ask('POST', '/api/auth/sign-in/email', { body, headers: { origin } })).toMatchObject({ status: 401, json: { type: '/problems/unauthenticated' } })
  expect(await web.ask('GET', '/api/auth/get-session', { headers: { cookie: session } })).toMatchObject({ status: 404, json: { type: '/problems/not-found' } })
})

test('whoever comes by another address than Docket’s own is told that one', async () => {
  const body = { email: 'nobody@example.com', password: 'a long enough password' }
  const elsewhere = { origin: 'http://192.168.1.20:4000', 'sec-fetch-site': 'same-origin' }
  expect(await web.ask('POST', '/api/auth/sign-in/email', { body, headers: elsewhere })).toMatchObject({ status: 403, json: { type: '/problems/forbidden', detail: expect.stringContaining('People sign in at http://127.0.0.1:4000.') as unknown } })
})

test('without a named organization there is nothing to list', async () => {
  expect(await web.ask('GET', '/api/v1/orders', { headers: { cookie: session } })).toMatchObject({ status: 400, json: { type: '/problems/malformed-request' } })
  expect(await web.ask('GET', '/api/v1/orders', { headers: { cookie: session, 'docket-organization': slug } })).toMatchObject({ status: 200 })
})

test('signed out is signed out at once', async () => {
  const signedOut = await web.ask('POST', '/api/auth/sign-out', { headers: { cookie: session, origin }, body: {} })
  expect(signedOut.status).toBe(200)
  expect(signedOut.headers.getSetCookie().join('\n')).toMatch(/^docket-csrf=; Max-Age=0;/m)
  expect((await web.ask('GET', '/api/v1/session', { headers: { cookie: session } })).status).toBe(401)
})
