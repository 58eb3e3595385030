import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { customerOperations } from '#domain/kernel/permission.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { listOrders } from '#features/orders/list-orders.ts'
import { publishWizard } from '#features/wizards/publish-wizard.ts'
import { retireWizard } from '#features/wizards/retire-wizard.ts'
import { retireOrderType } from '#features/workflows/retire-order-type.ts'
import { perform } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { operations } from '#src/operations.ts'
import { testDatabase } from '#test/database.ts'
import { testFiles } from '#test/files.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { sampleRequest } from '#test/sample-request.ts'
import { startTestWeb, testKey, type Answered, type Request } from '#test/web.ts'

const database = testDatabase()
const files = await testFiles()
const web = await startTestWeb(database, { files })

const intake: WizardFile = {
  key: 'web-intake', name: 'Repair request', description: 'CANARY-description', purpose: 'create', audience: ['customer', 'staff'], channels: ['web', 'counter'], orderType: 'shop-order', roles: ['staff'], thanks: 'We will call you.',
  pages: [
    { key: 'what', title: 'What?', questions: [
      { key: 'items', kind: 'items', label: 'Items', required: true },
      { key: 'photos', kind: 'photo', label: 'Photos', max: 3 },
      { key: 'suspicion', kind: 'text', label: 'CANARY-staff-question', visibleTo: ['staff'] },
    ] },
    { key: 'who', title: 'Who?', questions: [{ key: 'customer', kind: 'customer', label: 'You', required: true, customerNeeds: ['phone'] }, { key: 'model', kind: 'text', label: 'Model', required: true }] },
  ],
}
const internal: WizardFile = { ...intake, key: 'counter-intake', name: 'CANARY-internal', audience: ['staff'], channels: ['counter'] }
const amira = { firstName: 'Amira', lastName: 'Haddad', phone: '+1 555 0100' }
const whole = { items: [{ sku: 'CLEAN', quantity: 2 }], customer: amira, model: 'Speedy' }

let shop: Shop
let link: string
const owner = () => shop.caller('owner')
const at = (path: string) => `/api/public/wizards/${link}${path}`
const ask = (method: string, path: string, token?: string, more: Request = {}) => web.ask(method, at(path), { ...more, headers: { ...(token ? { 'docket-run': token } : {}), ...more.headers } })
const begin = async (answers: object = {}) => String((await ask('POST', '/runs', undefined, { body: { answers } })).json['token'])
const finish = (token: string, body: object = {}) => ask('POST', '/run/finish', token, { body })
const ordersNow = async () => (await perform(database, listOrders, owner(), {})).items.length
const slugOf = ({ json }: Answered) => String(json['type']).replace('/problems/', '')

beforeAll(async () => {
  shop = await foundShop(database)
  await perform(database, updateOrganization, owner(), { name: 'Bag Spa', brandColor: '#0b7285' })
  const published = await perform(database, publishWizard, owner(), intake)
  await perform(database, publishWizard, owner(), internal)
  link = published.link ?? ''
})

test('somebody with the link goes through it without signing in, and ends with a number and a page to follow it at', async () => {
  const read = await ask('GET', '')
  expect(read).toMatchObject({ status: 200, json: { definition: { name: 'Repair request', thanks: 'We will call you.' }, organization: { name: 'Bag Spa', color: '#0b7285', timeZone: 'UTC', currency: 'USD', logoUrl: null }, orderTypes: [{ key: 'shop-order', name: 'Shop order' }] } })
  const begun = await ask('POST', '/runs', undefined, { body: {} })
  expect(begun).toMatchObject({ status: 201, json: { state: 'open', page: 'what', answers: {}, order: null } })
  const token = String(begun.json['token'])
  const offered = await ask('GET', '/run/items?question=items', token)
  expect(offered.json['items']).toContainEqual(expect.objectContaining({ sku: 'TOTE', isAvailable: true, price: { amount: 12000, currency: 'USD' } }))
  expect(await ask('PATCH', '/run', token, { body: { answers: { items: whole.items }, completes: 'what' } })).toMatchObject({ status: 200, json: { page: 'who', estimate: { total: { amount: 9000 } } } })
  const refused = await finish(token)
  expect(refused).toMatchObject({ status: 422, json: { pages: { '/answers/model': 'who' } } })
  const finished = await finish(token, { answers: { customer: amira, model: 'Speedy' } })
  expect(finished).toMatchObject({ status: 200, json: { state: 'finished', order: { number: expect.stringMatching(/^S-/) } } })
  const { number, trackingUrl } = finished.json['order'] as { number: string; trackingUrl: string }
  const tracked = await web.ask('GET', new URL(trackingUrl).pathname)
  expect(tracked.text).toContain(`<h1>Order ${number}</h1>`)
  expect(tracked.text).toMatch(/<dt>Model<\/dt><dd>Speedy<\/dd>/)
  expect((await perform(database, listOrders, owner(), { q: number })).items).toMatchObject([{ number, channel: 'web', customer: { name: 'Amira Haddad' } }])
})

test('sent twice, from two tabs or because an answer was lost, it is one order and one link', async () => {
  const before = await ordersNow()
  const token = await begin(whole)
  const [one, two] = await Promise.all([finish(token), finish(token)])
  const again = await finish(token)
  expect(one.json).toEqual(two.json)
  expect(again.json).toEqual(one.json)
  expect((await ask('GET', '/run', token)).json['order']).toEqual(one.json['order'])
  expect(await ordersNow()).toBe(before + 1)
  const links = await inShop((db) => sql`SELECT id FROM order_link l WHERE l.order_id = (SELECT id FROM orders WHERE number = ${(one.json['order'] as { number: string }).number})`.execute(db))
  expect(links.rows.length).toBe(1)
})

test('nothing that is the business\'s alone is in any answer', async () => {
  const token = await begin(whole)
  const answers = [await ask('GET', ''), await ask('GET', '/run', token), await ask('PATCH', '/run', token, { body: { answers: {} } }), await ask('GET', '/run/items?question=items', token), await finish(token), await ask('GET', '/run', token), await ask('PATCH', '/run', token, { body: { answers: { nothing: 1 } } })]
  for (const { text } of answers) for (const canary of ['CANARY', shop.organizationId, 'roles', 'visibleTo', 'Test owner', 'startedBy', '"available"', 'onHand', 'cost', 'summary', 'processId', shop.slug.slice(5)]) expect(text.replaceAll(link, ''), canary).not.toContain(canary)
  expect((answers[4]?.json['order'] as object)).toEqual({ number: expect.any(String), trackingUrl: expect.any(String) })
})

test('a customer can neither be somebody known, nor say what was paid, nor price an item, nor answer what only the staff is asked', async () => {
  const known = await perform(database, operationNamed('customer.create'), owner(), { firstName: 'Known', phone: '+1 555 0199' }) as { id: string }
  const token = await begin()
  for (const answers of [{ customer: { id: known.id } }, { items: [{ name: 'Anything', quantity: 1, unitPrice: 1 }] }, { items: [{ sku: 'TOTE', quantity: 1, unitPrice: 1 }] }]) {
    expect(slugOf(await ask('PATCH', '/run', token, { body: { answers } })), JSON.stringify(answers)).toBe('validation-failed')
  }
  await ask('PATCH', '/run', token, { body: { answers: { ...whole, suspicion: 'injected' } } })
  const { json } = await finish(token)
  const { rows } = await inShop((db) => sql<{ answers: unknown; payment_status: string }>`SELECT answers, payment_status FROM orders WHERE number = ${(json['order'] as { number: string }).number}`.execute(db))
  expect(JSON.stringify(rows)).not.toContain('injected')
  expect(rows[0]?.payment_status).toBe('unpaid')
})

test('photos are added to the run, become the order\'s, and are seen by whoever holds the token', async () => {
  const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } }).jpeg().toBuffer()
  const [token, other] = [await begin(whole), await begin()]
  const sent = await ask('POST', '/run/files?name=bag.jpg', token, { raw: photo, headers: { 'content-type': 'image/jpeg' } })
  expect(sent).toMatchObject({ status: 201, json: { mediaType: 'image/jpeg', name: 'bag.jpg' } })
  const id = String(sent.json['id'])
  expect((await ask('GET', `/run/files/${id}`, token)).headers.get('content-security-policy')).toContain('sandbox')
  expect((await ask('GET', `/run/files/${id}`, other)).status).toBe(404)
  expect((await ask('GET', `/run/files/${newId()}`, token)).status).toBe(404)
  expect((await ask('GET', '/run/files/x', token)).status).toBe(404)
  expect(slugOf(await ask('PATCH', '/run', other, { body: { answers: { photos: [id] } } }))).toBe('validation-failed')
  expect(slugOf(await ask('POST', '/run/files?name=x.jpg', token, { raw: 'text', headers: { 'content-type': 'image/jpeg' } }))).toBe('file-rejected')
  expect((await ask('POST', '/run/files?name=x.jpg', undefined, { raw: photo, headers: { 'content-type': 'image/jpeg' } })).status).toBe(404)
  const { json } = await finish(token, { answers: { photos: [id] } })
  const { rows } = await inShop((db) => sql<{ number: string }>`SELECT o.number FROM file f JOIN orders o ON o.id = f.order_id WHERE f.id = ${id}`.execute(db))
  expect(rows).toEqual([{ number: (json['order'] as { number: string }).number }])
})

test('a link that is unknown, retired or not for the world, and a run that is not one\'s own, are answered alike', async () => {
  const gone = await perform(database, publishWizard, owner(), { ...intake, key: 'gone' })
  const token = await begin()
  const begun = String((await web.ask('POST', `/api/public/wizards/${gone.link ?? ''}/runs`, { body: {} })).json['token'])
  await perform(database, retireWizard, owner(), { key: 'gone' })
  await inShop((db) => sql`INSERT INTO wizard_link (link, organization_id, wizard_key) VALUES ('internal-by-mistake', ${shop.organizationId}, 'counter-intake')`.execute(db))
  const links = ['nobody-has-this', gone.link ?? '', 'internal-by-mistake', '%2e%2e', 'x'.repeat(63), "'; DROP TABLE orders; --"]
  const answers = await Promise.all(links.flatMap((one) => [web.ask('GET', `/api/public/wizards/${encodeURIComponent(one)}`), web.ask('POST', `/api/public/wizards/${encodeURIComponent(one)}/runs`, { body: {} })]))
  for (const { status, json } of answers) expect([status, { ...json, instance: '' }]).toEqual([404, { ...answers[0]?.json, instance: '' }])
  const pages = await Promise.all(links.map((one) => web.ask('GET', `/i/${encodeURIComponent(one)}`)))
  for (const { status, text } of pages) expect([status, text]).toEqual([404, pages[0]?.text])
  // Whoever had begun goes on.
  expect((await web.ask('GET', `/api/public/wizards/${gone.link ?? ''}/run`, { headers: { 'docket-run': begun } })).status).toBe(200)
  const [runId, secret] = token.split('.')
  const wrong = [undefined, 'x', begun, `${newId()}.${secret ?? ''}`, `${runId ?? ''}.${'A'.repeat(43)}`, `${runId ?? ''}.`, token.toUpperCase()]
  const runs = await Promise.all(wrong.flatMap((one) => [ask('GET', '/run', one), finish(one ?? 'none'), ask('PATCH', '/run', one, { body: { answers: {} } })]))
  for (const { status, json } of runs) expect([status, { ...json, instance: '' }]).toEqual([404, { ...runs[0]?.json, instance: '' }])
})

test('a program that fills the field no person sees is refused in words, and makes no order', async () => {
  const before = await ordersNow()
  const token = await begin(whole)
  const refused = await finish(token, { website: 'https://spam.example' })
  expect(refused).toMatchObject({ status: 422, json: { errors: [{ pointer: '/website' }] } })
  expect(await ordersNow()).toBe(before)
  expect((await finish(token)).status).toBe(200)
})

test('bodies and queries that cannot be are refused, and nothing is kept of them', async () => {
  const token = await begin()
  const hostile: [string, string, Request][] = [
    ['PATCH', '/run', { raw: '{"answers":' }], ['PATCH', '/run', { raw: '[]' }], ['PATCH', '/run', { body: { answers: {}, surprise: 1 } }], ['PATCH', '/run', { raw: '{"answers":{"__proto__":{"x":1}}}' }],
    ['PATCH', '/run', { raw: '{"answers":{"model":"\\u0000"}}' }], ['PATCH', '/run', { raw: '{"answers":{},"answers":{}}' }], ['PATCH', '/run', { raw: `{"answers":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}` }],
    ['PATCH', '/run', { body: { answers: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`a${i}`, 1])) } }], ['PATCH', '/run', { body: { answers: { model: { a: 1 } } } }], ['PATCH', '/run', { body: { answers: { model: 'x'.repeat(6_000) } } }],
    ['PATCH', '/run', { body: { answers: { items: Array.from({ length: 5_000 }, () => ({ sku: 'CLEAN', quantity: 1 })) } } }], ['PATCH', '/run', { body: { answers: {}, completes: 'nowhere' } }], ['PATCH', '/run?x=1', { body: { answers: {} } }],
    ['PATCH', '/run', { raw: 'x'.repeat(1_100_000) }], ['GET', '/run/items?question=none', {}], ['GET', '/run/items?question=items&limit=9999', {}], ['GET', '/run/items?question=items&cursor=x', {}], ['GET', '/run/items', {}],
    ['POST', '/run/finish', { body: { website: 'x'.repeat(300) } }], ['GET', '/run/line-wizards/counter-intake', {}], ['GET', '/run/line-wizards/%00', {}], ['POST', '/runs', { body: { answers: { model: 1 } } }], ['POST', '/runs', { body: { channel: 'counter' } }],
  ]
  for (const [method, path, request] of hostile) {
    const answered = await ask(method, path, token, request)
    expect(answered.status, `${method} ${path} ${String(request.raw ?? JSON.stringify(request.body)).slice(0, 60)}: ${answered.text.slice(0, 200)}`).toBeGreaterThanOrEqual(400)
    expect(answered.status, `${method} ${path}`).toBeLessThan(500)
    expect(answered.headers.get('content-type')).toContain('application/problem+json')
    expect(answered.text.length).toBeLessThan(8_000)
  }
  expect((await ask('GET', '/run', token)).json['answers']).toEqual({})
})

test('the world is slowed down, by network and by link, and whoever is too quick to be a person waits', async () => {
  const limited = await startTestWeb(database, { files, rateLimits: true })
  const askLimited = (method: string, path: string, request: Request = {}) => limited.ask(method, `/api/public/wizards/${link}${path}`, request)
  const begun = await askLimited('POST', '/runs', { body: { answers: whole } })
  const early = await askLimited('POST', '/run/finish', { body: {}, headers: { 'docket-run': String(begun.json['token']) } })
  expect([early.status, slugOf(early), early.headers.get('retry-after')]).toEqual([429, 'rate-limited', '3'])
  const guesses = await Promise.all(Array.from({ length: 60 }, async () => (await limited.ask('GET', `/api/public/wizards/${newId()}`)).status))
  expect(new Set(guesses)).toEqual(new Set([404, 429]))
  await limited.stop()
})

const customer = (runId: string): Caller => ({ organizationId: shop.organizationId, actor: { kind: 'customer', id: runId, name: 'Customer' }, origin: 'storefront', requestId: 'test' })

test.each(operations.map(({ contract }) => contract.name))('a customer as an actor may not ask for %s, unless it is one of the few that are theirs', async (name) => {
  const asked = operationNamed(name)
  const sample = sampleRequest(asked.contract)
  if (customerOperations.has(name)) return
  await expect(perform(database, asked, customer(newId()), sample.body ?? {})).rejects.toMatchObject({ slug: 'forbidden' })
})

test('what a customer may ask reaches their own run and no other', async () => {
  const [runId] = (await begin(whole)).split('.')
  const stranger = customer(newId())
  for (const [name, input] of [['wizard_run.get', {}], ['wizard_run.answer', { answers: {} }], ['wizard_run.finish', {}], ['wizard_run.list_items', { question: 'items' }]] as const) {
    await expect(perform(database, operationNamed(name), stranger, { ...input, id: runId }), name).rejects.toMatchObject({ slug: 'not-found' })
    await expect(perform(database, operationNamed(name), { ...customer(runId ?? ''), organizationId: (await neighbour()).organizationId }, { ...input, id: runId }), name).rejects.toMatchObject({ slug: 'not-found' })
  }
  await expect(perform(database, operationNamed('wizard_run.start'), stranger, { key: 'counter-intake', channel: 'web' })).rejects.toMatchObject({ slug: 'not-found' })
  // A key of the staff is no token, and a token no key.
  expect((await ask('GET', '/run', await testKey(database, shop, 'owner'))).status).toBe(404)
  expect((await web.ask('GET', '/api/v1/orders', { key: await begin() })).status).toBe(401)
})

let other: Shop | undefined
const neighbour = async () => (other ??= await foundShop(database))

function operationNamed(name: string) {
  const found = operations.find(({ contract }) => contract.name === name)
  if (!found) throw new Error(`There is no operation ${name}`)
  return found
}

const inShop = <T>(work: (db: Parameters<Parameters<typeof withScope>[3]>[0]['db']) => Promise<T>) => withScope(database, owner(), {}, ({ db }) => work(db))

test('while what it makes takes no new orders, the page says that it is closed and nothing is begun, and afterwards it goes on', async () => {
  await perform(database, retireOrderType, owner(), { key: 'shop-order' })
  expect(await ask('GET', '')).toMatchObject({ status: 200, json: { isClosed: true } })
  expect(await ask('POST', '/runs', undefined, { body: { answers: {} } })).toMatchObject({ status: 409, json: { detail: '“Repair request” is closed at present.' } })
  await perform(database, retireOrderType, owner(), { key: 'shop-order', isRetired: false })
  expect(await ask('GET', '')).toMatchObject({ status: 200, json: { isClosed: false } })
  expect((await ask('POST', '/runs', undefined, { body: { answers: {} } })).status).toBe(201)
})
