import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { startTestWeb, testKey } from '#test/web.ts'
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

test('guessing keys and passwords is soon refused, while those with a good key go on', async () => {
  const database = testDatabase()
  const web = await startTestWeb(database, { rateLimits: true })
  const organization = await foundTestOrganization(database)
  const key = await testKey(database, organization, 'owner')
  const guesses = await Promise.all(Array.from({ length: 30 }, (_, guess) =>
    web.ask('POST', '/api/auth/sign-in/email', { headers: { origin: web.address }, body: { email: `${guess}@example.com`, password: 'guess after guess' } })))
  expect(guesses.map(({ status }) => status)).toContain(401)
  const refused = guesses.find(({ status }) => status === 429)
  expect(refused?.json).toMatchObject({ type: '/problems/rate-limited' })
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  const answers = await Promise.all(Array.from({ length: 200 }, () => web.ask('GET', '/api/v1/organization', { key })))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})
