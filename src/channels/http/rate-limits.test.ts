import { expect, test } from 'vitest'
import { foundTestOrganization } from '#test/found-organization.ts'
import { ownDatabase } from '#test/own-database.ts'
import { startTestWeb, testKey } from '#test/web.ts'
import { sharedLimit } from '#platform/shared-limit.ts'
import { rateLimit } from './rate-limits.ts'

test('a pool is spent, says when there is more, and fills again evenly', () => {
  let now = 0
  const limit = rateLimit({ perMinute: 60, burst: 2, now: () => now })
  limit.take('a')
  limit.take('a')
  expect(() => limit.take('a')).toThrow('Too many requests')
  expect(() => limit.take('b')).not.toThrow()
  now = 999
  expect(() => limit.take('a')).toThrow('Too many requests')
  now = 1_000
  expect(() => limit.take('a')).not.toThrow()
  now = 1_000_000
  limit.take('a')
  limit.take('a')
  expect(() => limit.take('a')).toThrow('Too many requests')
})

// Whoever guesses in another file would spend the same pools.
const { database } = await ownDatabase()

test('guessing keys and passwords is soon refused, while those with a good key go on', async () => {
  const web = await startTestWeb(database, { rateLimits: true })
  const organization = await foundTestOrganization(database)
  const key = await testKey(database, organization, 'owner')
  // Passwords are slow to check, and that is their point; guesses at a link to choose a new one are counted with them.
  const passwords = Array.from({ length: 3 }, (_, guess) => ['sign-in/email', { email: `${guess}@example.com`, password: 'guess after guess' }] as const)
  const links = Array.from({ length: 27 }, (_, guess) => ['reset-password', { token: `guess-${guess}`, newPassword: 'a new long password' }] as const)
  const guesses = await Promise.all([...passwords, ...links].map(([path, body]) => web.ask('POST', `/api/auth/${path}`, { headers: { origin: web.address }, body })))
  expect(guesses.map(({ status }) => status)).toContain(401)
  const refused = guesses.find(({ status }) => status === 429)
  expect(refused?.json).toMatchObject({ type: '/problems/rate-limited' })
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  const answers = await Promise.all(Array.from({ length: 200 }, () => web.ask('GET', '/api/v1/organization', { key })))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

test('what may be tried is counted across nodes: whoever goes from one to the other gains nothing', async () => {
  const nodes = [await startTestWeb(database, { rateLimits: true }), await startTestWeb(database, { rateLimits: true })]
  const from = `2001:db8:0:1::`
  const organization = await foundTestOrganization(database)
  const key = await testKey(database, organization, 'owner')
  // Sixty wrong keys are listened to, wherever they are shown; one of them may come back while they are tried.
  const statuses: number[] = []
  for (let n = 0; n < 40; n++) {
    const answers = await Promise.all(nodes.map((node, i) => node.ask('GET', '/api/v1/orders', { key: `dk_${from}${n}${i}` })))
    statuses.push(...answers.map(({ status }) => status))
  }
  expect(statuses.filter((status) => status === 401).length).toBeLessThan(75)
  expect(statuses.slice(-4)).toEqual([429, 429, 429, 429])
  expect((await nodes[0]?.ask('GET', '/api/v1/orders', { key }))?.status).toBe(429)
})

test('one pool is spent by many at once no further than it goes, and filled at once where somebody proves who they are', async () => {
  const [here, there] = [0, 1].map(() => sharedLimit(database, { name: 'test', perMinute: 1, burst: 5 }))
  if (!here || !there) throw new Error('There are no limits')
  const tries = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? here : there).take('somebody')))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  await expect(there.refuseEmpty('somebody')).rejects.toMatchObject({ slug: 'rate-limited', extra: { retryAfter: expect.any(Number) as number } })
  await here.take('somebody else')
  await here.fill('somebody')
  await here.refuseEmpty('somebody')
  await here.take('somebody')
})
