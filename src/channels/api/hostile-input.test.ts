import { expect, test } from 'vitest'
import type { Contract } from '#domain/kernel/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { problems } from '#domain/kernel/refusal.ts'
import { listProducts } from '#features/catalog/list-products.ts'
import { perform } from '#platform/operation.ts'
import { operations, personOperations } from '#src/operations.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { bodySchemaOf, sampleRequest } from '#test/sample-request.ts'
import { startTestWeb, testKey, type Answered } from '#test/web.ts'
import type { JsonSchema } from './sample.ts'

const { database, ownerUrl } = await ownDatabase()
const web = await startTestWeb(database)
const [shop, neighbour] = [await foundShop(database), await foundShop(database)]
const key = await testKey(database, shop, 'owner')

const all = [...operations, ...personOperations].map(({ contract }) => contract)
const named = all.map((contract) => ({ contract, name: contract.name }))
const withBody = named.filter(({ contract }) => bodySchemaOf(contract))
const withQuery = named.filter(({ contract }) => !bodySchemaOf(contract))

const LONE = '\\ud800'

/** Bodies that no contract could take, as text. */
const impossible: [string, (sample: string) => string | Uint8Array][] = [
  ['nothing that is JSON', () => '{"a":'],
  ['no object', () => '[1,2]'],
  ['a text', () => '"text"'],
  ['an unknown field', (sample) => withMember(sample, '"surprise":1')],
  ['a field twice', (sample) => withMember(sample, '"surprise":1,"surprise":1')],
  ['__proto__', (sample) => withMember(sample, '"__proto__":{"isAdmin":true}')],
  ['constructor', (sample) => withMember(sample, '"constructor":{"prototype":{}}')],
  ['a name with a NUL', (sample) => withMember(sample, '"a\\u0000b":1')],
  ['a name with a lone surrogate', (sample) => withMember(sample, `"${LONE}":1`)],
  ['a hundred levels', (sample) => withMember(sample, `"deep":${'['.repeat(100)}${']'.repeat(100)}`)],
  ['a hundred thousand levels', () => '['.repeat(100_000)],
  ['a number beyond numbers', (sample) => withMember(sample, '"a":1e400')],
  ['bytes that are no UTF-8', () => new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
]

function withMember(sample: string, member: string): string {
  return sample === '{}' ? `{${member}}` : `${sample.slice(0, -1)},${member}}`
}

test.each(withBody)('$name refuses what no contract could take, and changes nothing', async ({ contract }) => {
  const sample = sampleRequest(contract)
  const before = await everything()
  for (const [what, make] of impossible) {
    const answered = await web.ask(sample.method, sample.path, { raw: make(JSON.stringify(sample.body)), headers: sample.headers, key })
    expectRefusal(answered, `${contract.name} with ${what}`)
  }
  expect(await everything()).toEqual(before)
})

test.each(withBody)('$name survives every field being what it cannot be', async ({ contract }) => {
  const subject = await subjectOf(contract, shop)
  const sample = sampleRequest(contract, subject.id)
  if ('orderType' in (sample.body ?? {})) sample.body = { ...sample.body, orderType: 'shop-order' }
  for (const [where, body] of mutations(bodySchemaOf(contract) ?? {}, sample.body ?? {})) {
    const headers = { ...(sample.headers['idempotency-key'] ? { 'idempotency-key': newId() } : {}), ...(sample.headers['if-match'] ? { 'if-match': await etagOf(subject.version) } : {}) }
    const answered = await web.ask(sample.method, sample.path, { raw: body, headers, key })
    expect(answered.status, `${contract.name} with ${where}: ${answered.text.slice(0, 300)}`).toBeLessThan(500)
    if (answered.status >= 400) expectRefusal(answered, `${contract.name} with ${where}`)
    if (/NUL|surrogate|unknown field/.test(where)) expect(answered.status, `${contract.name} with ${where}`).toBeGreaterThanOrEqual(400)
  }
}, 120_000)

test.each(withQuery)('$name survives every hostile query', async ({ contract }) => {
  const sample = sampleRequest(contract)
  const names = Object.keys((contract.input as unknown as { shape: object }).shape).filter((name) => !contract.path.includes(`{${name}}`))
  const values = ['', '%00', '%ff', '%ED%A0%80', '%E0%A4', 'NaN', '-1', '99999999999999999999', '1e9', "'; DROP TABLE orders; --", '../../etc/passwd', '%25', '%5B%5D', 'x'.repeat(5_000), '%F0%9F%98%80', '0001-01-01', 'infinity', '2026-02-30', ','.repeat(500)]
  const before = await everything()
  for (const name of [...names, 'surprise', '__proto__', 'constructor', 'a%00b', '%ff']) {
    for (const value of names.includes(name) ? values : ['1']) {
      const answered = await web.ask(sample.method, `${sample.path}?${name}=${value}`, { headers: sample.headers, key })
      expect(answered.status, `${contract.name}?${name}=${value.slice(0, 40)}: ${answered.text.slice(0, 300)}`).toBeLessThan(500)
      if (answered.status >= 400) expectRefusal(answered, `${contract.name}?${name}=${value.slice(0, 40)}`)
    }
    if (names.includes(name)) expect((await web.ask(sample.method, `${sample.path}?${name}=a&${name}=b`, { headers: sample.headers, key })).status).toBeLessThan(500)
  }
  expect(await everything()).toEqual(before)
}, 120_000)

test.each(named.filter(({ contract }) => contract.path.includes('{id}')))('$name knows no id that is none', async ({ contract }) => {
  const sample = sampleRequest(contract)
  const unknown = await web.ask(sample.method, sample.path, { body: sample.body, headers: sample.headers, key })
  for (const id of ['1', 'x'.repeat(900), '00000000-0000-0000-0000-00000000000g', "'%20OR%201=1", '%F0%9F%98%80', 'null', '..%2f..%2fetc']) {
    const path = `/api/v1${contract.path.replace('{id}', id)}`
    const answered = await web.ask(sample.method, path, { body: sample.body, headers: sample.headers, key })
    if (contract.permission === 'signed-in') continue
    expect({ ...answered.json, instance: '' }, `${contract.name} ${id}`).toEqual({ ...unknown.json, instance: '' })
    expect(answered.status).toBe(404)
  }
})

test.each(named.filter(({ contract }) => contract.path.includes('{id}') && contract.permission !== 'signed-in'))('$name answers a neighbour\'s id like one that is not there', async ({ contract }) => {
  const theirs = sampleRequest(contract, (await subjectOf(contract, neighbour)).id)
  const unknown = sampleRequest(contract)
  const before = await everything()
  const ask = ({ method, path, body, headers }: typeof theirs) => web.ask(method, path, { body, headers, key })
  const [answered, expected] = [await ask(theirs), await ask(unknown)]
  expect(expected.status).toBe(404)
  expect({ ...answered.json, instance: '' }).toEqual({ ...expected.json, instance: '' })
  expect(await everything()).toEqual(before)
})

test('a body of ten megabytes, and one of another kind, is refused in words', async () => {
  const huge = `{"name":"${'x'.repeat(10 * 1024 * 1024)}"}`
  for (let n = 0; n < 5; n++) {
    expect(await web.ask('POST', '/api/v1/api-keys', { raw: huge, key })).toMatchObject({ status: 413, json: { type: '/problems/payload-too-large' } })
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/xml']) {
    expect(await web.ask('POST', '/api/v1/api-keys', { raw: '{}', key, headers: { 'content-type': type } }), type).toMatchObject({ status: 415, json: { type: '/problems/unsupported-media-type' } })
  }
  expect(await web.ask('POST', '/api/v1/api-keys', { raw: '{}', key, headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 415 })
})

test('ten thousand lines are refused by their field', async () => {
  const lines = Array.from({ length: 10_000 }, () => ({ name: 'Line', quantity: 1 }))
  const answered = await web.ask('POST', '/api/v1/orders', { key, headers: { 'idempotency-key': 'many' }, body: { orderType: 'x', customer: { firstName: 'A' }, lines } })
  expect(answered).toMatchObject({ status: 422, json: { type: '/problems/validation-failed', errors: [{ pointer: '/lines' }] } })
})

test('after all of that it answers as ever', async () => {
  expect((await web.ask('GET', '/api/v1/orders', { key })).status).toBe(200)
})

/** Something real for a contract to be about, and where its version is read. */
async function subjectOf({ path }: Contract, business: Shop): Promise<{ id?: string; version: string }> {
  const placed = await business.order()
  const owner = business.caller('owner')
  const address = `/api/v1/orders/${placed.id}`
  if (path.startsWith('/orders/{id}')) return { id: placed.id, version: address }
  if (path.startsWith('/line-items/{id}')) return { ...idOf(placed.lines[0]?.id), version: address }
  if (path.startsWith('/customers/{id}')) return { ...idOf(placed.customer.id), version: `/api/v1/customers/${placed.customer.id ?? ''}` }
  const [product] = (await perform(database, listProducts, owner, {})).items
  if (path.startsWith('/products/{id}')) return { ...idOf(product?.id), version: `/api/v1/products/${product?.id ?? ''}` }
  if (path.startsWith('/variants/{id}')) return { ...idOf(product?.variants[0]?.id), version: '' }
  return { version: `/api/v1${path}` }
}

function idOf(id: string | null | undefined): { id?: string } {
  return id ? { id } : {}
}

async function etagOf(path: string): Promise<string> {
  return (await web.ask('GET', path, { key })).headers.get('etag') ?? '"1"'
}

/** Every field, at every depth the schema tells, as something it cannot be. */
function* mutations(schema: JsonSchema, sample: Record<string, unknown>): Generator<[string, string]> {
  const wrong: [string, string][] = [
    ['null', 'null'], ['a number', '1.5'], ['a negative number', '-9007199254740993'], ['a text', '"text"'], ['an empty text', '""'], ['a list', '[]'], ['a list of lists', '[[],[]]'],
    ['an object', '{}'], ['a yes', 'true'], ['a long text', `"${'x'.repeat(20_000)}"`], ['a NUL', '"a\\u0000b"'], ['a lone surrogate', `"${LONE}"`], ['an unknown field inside', '{"surprise":1}'],
    ['a formula', '"=cmd|\' /C calc\'!A0"'], ['an infinite date', '"infinity"'], ['the last day', '"9999-12-31T23:59:59.999Z"'],
  ]
  for (const [path] of fieldsOf(schema, [])) {
    for (const [what, text] of wrong) {
      // Custom fields are the organization's own, so no name among them is unknown to the contract.
      if (path.at(-1) === 'fields' && text.includes('surprise')) continue
      yield [`${path.join('.')} as ${what}`, JSON.stringify(placed(sample, path)).replace('"@here@"', text)]
    }
  }
}

function* fieldsOf(schema: JsonSchema, path: string[]): Generator<[string[], JsonSchema]> {
  if (path.length > 4) return
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    yield [[...path, name], member]
    yield* fieldsOf(member, [...path, name])
    if (member.items) {
      yield [[...path, name, '0'], member.items]
      yield* fieldsOf(member.items, [...path, name, '0'])
    }
  }
}

function placed(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return '@here@'
  if (name === '0') return [placed(Array.isArray(value) ? value[0] : undefined, rest)]
  const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
  return { ...members, [name]: placed(members[name], rest) }
}

function expectRefusal({ status, headers, json, text }: Answered, what: string): void {
  expect(status, what).toBeGreaterThanOrEqual(400)
  expect(status, what).toBeLessThan(500)
  expect(headers.get('content-type'), what).toContain('application/problem+json')
  const slug = String(json['type']).replace('/problems/', '')
  expect(Object.keys(problems), what).toContain(slug)
  expect(json['instance'], what).toBe(headers.get('x-request-id'))
  expect(text.length, what).toBeLessThan(8_000)
}

/** How much there is of everything, and what it says; but for the record of refusals, which is meant to grow by them. */
async function everything(): Promise<Record<string, string>> {
  const tables = await asOwner<{ name: string }>(ownerUrl, `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'security_refusal' ORDER BY 1`)
  const texts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'last_used_at')::text, '' ORDER BY t::text)), '') AS content FROM "${name}" t`)
  const rows = await asOwner<{ name: string; content: string }>(ownerUrl, texts.join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]))
}
