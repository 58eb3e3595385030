import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const database = testDatabase()
const [web, other] = [await startTestWeb(database), await startTestWeb(database)]
const organization = await foundTestOrganization(database)
const key = await testKey(database, organization, 'owner')

const create = (node: typeof web, idempotencyKey: string, body: object, by = key) => node.ask('POST', '/api/v1/customers', { key: by, body, headers: { 'idempotency-key': idempotencyKey } })

test('twenty at once with one key, on two nodes, have one effect and one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => create(index % 2 ? web : other, 'twenty', { firstName: 'Ada', email: 'ada@example.com' })))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(19)
  expect((await web.ask('GET', '/api/v1/customers?q=ada', { key })).json).toMatchObject({ items: [{ email: 'ada@example.com' }] })
})

test('a replay carries the same headers as the first answer', async () => {
  const [first, second] = [await create(web, 'headers', { firstName: 'Grace' }), await create(web, 'headers', { firstName: 'Grace' })]
  for (const name of ['location', 'etag', 'content-type']) expect(second.headers.get(name), name).toBe(first.headers.get(name))
  expect(first.headers.get('location')).toBe(`/api/v1/customers/${String(first.json['id'])}`)
  expect((await web.ask('GET', first.headers.get('location') ?? '', { key })).json).toMatchObject({ firstName: 'Grace' })
})

test('the same key for something else is refused', async () => {
  await create(web, 'reused', { firstName: 'Alan' })
  expect(await create(web, 'reused', { firstName: 'Another' })).toMatchObject({ status: 422, json: { type: '/problems/idempotency-key-reused' } })
})

test('a key belongs to who used it, and to where', async () => {
  const second = await testKey(database, organization, 'manager')
  const [mine, theirs] = [await create(web, 'shared', { firstName: 'Edsger' }), await create(web, 'shared', { firstName: 'Barbara' }, second)]
  expect([mine.status, theirs.status]).toEqual([201, 201])
})

test('what was refused is not kept: mended, it goes through with the same key', async () => {
  expect((await create(web, 'mended', {})).status).toBe(422)
  expect((await create(web, 'mended', { firstName: 'Donald' })).status).toBe(201)
})
