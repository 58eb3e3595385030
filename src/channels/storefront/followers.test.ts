import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { newId } from '#domain/kernel/id.ts'
import { listOrderEvents } from '#features/orders/list-order-events.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { revokeOrderLink, shareOrder } from '#features/orders/share-order.ts'
import { publishWizard } from '#features/wizards/publish-wizard.ts'
import { retireWizard } from '#features/wizards/retire-wizard.ts'
import { startRun } from '#features/wizards/start-run.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { testFiles } from '#test/files.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { startTestWeb, testKey, type Answered, type Request } from '#test/web.ts'

const database = testDatabase()
const web = await startTestWeb(database, { files: await testFiles() })

const details: WizardFile = {
  key: 'details', name: 'Where to, and how paid', description: 'CANARY-description', purpose: 'update', audience: ['customer', 'staff'], channels: ['web', 'back_office'], roles: ['manager'], offeredIn: ['placed'], thanks: 'Thank you.',
  pages: [
    { key: 'where', title: 'Where?', questions: [{ key: 'address', kind: 'shipping_address', label: 'Address', required: true }, { key: 'landmark', kind: 'text', label: 'Landmark' }, { key: 'doubt', kind: 'text', label: 'CANARY-staff-question', visibleTo: ['staff'] }] },
    { key: 'how', title: 'How?', questions: [{ key: 'payment', kind: 'payment', label: 'Payment', required: true, methods: ['Cash', 'Card'] }] },
  ],
}
const home = { line1: '14 Residency Road', city: 'Pune' }
const whole = { address: home, landmark: 'Blue gate', payment: { method: 'Cash' } }

let shop: Shop
const owner = () => shop.caller('owner')
const place = async (more: object = {}) => {
  const order = await shop.order({ tags: ['CANARY-tag'], notes: 'CANARY-notes', ...more })
  const { id: linkId, link = '' } = await perform(database, shareOrder, owner(), { id: order.id })
  return { ...order, linkId, path: link, token: link.slice('/o/'.length) }
}
type Placed = Awaited<ReturnType<typeof place>>
const offersOn = async ({ path }: Pick<Placed, 'path'>) => [...(await web.ask('GET', path)).text.matchAll(/class="offer" href="([^"]+)"/g)].map(([, address = '']) => address)
const ask = (address: string, method: string, path: string, { token, run, ...more }: Request & { token?: string; run?: string } = {}) =>
  web.ask(method, `/api/public/wizards/${address.replace('/i/', '').split('#')[0] ?? ''}${path}`, { ...more, headers: { ...(token ? { 'docket-order': token } : {}), ...(run ? { 'docket-run': run } : {}) } })
const addressOf = async (order: Placed) => (await offersOn(order))[0] ?? ''
const begin = async (order: Placed, address: string, answers: object = {}) => {
  const begun = await ask(address, 'POST', '/runs', { token: order.token, body: { answers } })
  return { begun, run: String(begun.json['token']) }
}
const slugOf = ({ json }: Answered) => String(json['type']).replace('/problems/', '')
const reread = ({ id }: Pick<Placed, 'id'>) => perform(database, getOrder, owner(), { id })

beforeAll(async () => {
  shop = await foundShop(database)
  await perform(database, publishWizard, owner(), details)
})

test('whoever follows an order goes through its wizard from there, on any device, and the order moves on by itself', async () => {
  const order = await place()
  const address = await addressOf(order)
  expect(address).toMatch(/^\/i\/[a-z0-9-]+#[A-Za-z0-9_-]{43}$/)
  expect(address.endsWith(`#${order.token}`)).toBe(true)
  expect((await web.ask('GET', address.split('#')[0] ?? '')).status).not.toBe(404)
  expect(await ask(address, 'GET', '', { token: order.token })).toMatchObject({ status: 200, json: { definition: { name: details.name }, about: { number: order.number, run: null, closed: null, trackingUrl: expect.stringMatching(new RegExp(`/o/${order.token}$`)) } } })
  const { begun, run } = await begin(order, address, { address: home })
  expect(begun).toMatchObject({ status: 201, json: { state: 'open', page: 'where' } })
  expect(await ask(address, 'PATCH', '/run', { run, body: { answers: {}, completes: 'where' } })).toMatchObject({ status: 200, json: { page: 'how' } })

  // On another device there is nothing but the link.
  const again = await ask(address, 'GET', '', { token: order.token })
  expect(again.json['about']).toMatchObject({ run: { answers: { address: home }, page: 'how', token: run } })
  expect((await begin(order, address)).run).toBe(run)
  expect(await ask(address, 'POST', '/run/finish', { run, body: {} })).toMatchObject({ status: 422, json: { pages: { '/answers/payment': 'how' } } })
  const finished = await ask(address, 'POST', '/run/finish', { run, body: { answers: whole } })
  expect(finished).toMatchObject({ status: 200, json: { state: 'finished', order: { number: order.number, trackingUrl: expect.stringMatching(new RegExp(`/o/${order.token}$`)) } } })
  expect((await ask(address, 'POST', '/run/finish', { run, body: { answers: whole } })).json).toEqual(finished.json)

  expect(await reread(order)).toMatchObject({ position: { step: 'accepted' }, shippingAddress: home, paymentMethod: 'Cash', paymentStatus: 'unpaid', answers: [{ wizard: 'details', key: 'landmark', value: 'Blue gate' }] })
  const { items } = await perform(database, listOrderEvents, owner(), { id: order.id, limit: 100 })
  expect(items.filter(({ type }) => type === 'order.updated' || type === 'wizard_run.finished').map(({ actor, origin }) => [actor.kind, origin])).toEqual([['customer', 'storefront'], ['customer', 'storefront'], ['customer', 'storefront']])
  expect(items.find(({ data }) => (data as { move?: string }).move === 'accept-by-itself')).toMatchObject({ actor: { kind: 'system' }, data: { because: { rule: 'automatic' } } })
  expect((await web.ask('GET', order.path)).text).toContain('Blue gate')

  // Done is done: it is offered no more, by the page or by its address.
  expect(await offersOn(order)).toEqual([])
  expect((await ask(address, 'GET', '', { token: order.token })).json['about']).toMatchObject({ run: null, closed: expect.any(String) })
  expect(slugOf((await begin(order, address)).begun)).toBe('illegal-transition')
})

test('two tabs that begin at once go on with one run, and both finish it once', async () => {
  const order = await place()
  const address = await addressOf(order)
  const [one, two] = await Promise.all([begin(order, address, whole), begin(order, address, whole)])
  expect(one.run).toBe(two.run)
  const [first, second] = await Promise.all([one, two].map(({ run }) => ask(address, 'POST', '/run/finish', { run, body: {} })))
  expect([first?.status, second?.json]).toEqual([200, first?.json])
  const { items } = await perform(database, listOrderEvents, owner(), { id: order.id, limit: 100 })
  expect(items.filter(({ type }) => type === 'wizard_run.finished')).toHaveLength(1)
})

test('the link opens its own order and no other, until it is taken back or runs out; without it nothing is there', async () => {
  const [order, other, spent] = [await place(), await place(), await place()]
  const address = await addressOf(order)
  const { run } = await begin(order, address, whole)
  const [runId = ''] = run.split('.')
  for (const token of [undefined, 'x', 'A'.repeat(43), run, order.id, `${order.token}x`]) {
    for (const answered of [await ask(address, 'GET', '', token === undefined ? {} : { token }), await ask(address, 'POST', '/runs', { ...(token === undefined ? {} : { token }), body: {} })]) expect([token, answered.status]).toEqual([token, 404])
  }
  // Another order's token is no key to this one's run, and says nothing of this order.
  expect((await ask(address, 'GET', '/run', { run: `${runId}.${other.token}` })).status).toBe(404)
  expect((await ask(address, 'GET', '', { token: other.token })).json['about']).toMatchObject({ number: other.number, run: null })
  await begin(other, address, { address: { line1: 'Elsewhere 1', city: 'Goa' } })
  expect((await ask(address, 'POST', '/run/finish', { run, body: { orderId: other.id } })).status).toBe(422)
  expect((await ask(address, 'POST', '/run/finish', { run, body: {} })).status).toBe(200)
  expect([(await reread(order)).shippingAddress, (await reread(other)).shippingAddress]).toEqual([home, null])
  expect((await ask(address, 'POST', '/runs', { token: other.token, body: { orderId: order.id } })).status).toBe(422)

  const begun = await begin(spent, address, whole)
  await perform(database, revokeOrderLink, owner(), { id: spent.linkId })
  const answers = [await ask(address, 'GET', '', { token: spent.token }), (await begin(spent, address)).begun, await ask(address, 'GET', '/run', { run: begun.run }), await ask(address, 'PATCH', '/run', { run: begun.run, body: { answers: {} } }), await ask(address, 'POST', '/run/finish', { run: begun.run, body: {} })]
  expect(answers.map((answered) => [answered.status, slugOf(answered)])).toEqual(answers.map(() => [410, 'link-expired']))
  expect((await reread(spent)).shippingAddress).toBeNull()

  const neighbour = await foundShop(database)
  const theirs = await neighbour.order()
  const { link: foreign = '' } = await perform(database, shareOrder, neighbour.caller('owner'), { id: theirs.id })
  expect((await ask(address, 'GET', '', { token: foreign.slice('/o/'.length) })).status).toBe(404)
  expect((await ask(address, 'POST', '/runs', { token: foreign.slice('/o/'.length), body: {} })).status).toBe(404)
  // A token of the page is no key of the interface, and only its hash is kept.
  expect((await web.ask('GET', `/api/v1/orders/${order.id}`, { key: order.token })).status).toBe(401)
  const { rows } = await withScope(database, owner(), {}, ({ db }) => sql<{ row: string }>`SELECT to_jsonb(r)::text AS row FROM wizard_run r`.execute(db))
  expect(rows.map(({ row }) => row).join()).not.toContain(order.token)
})

test('nothing of the inside is in any answer, and a customer changes nothing but what they are asked', async () => {
  const order = await place()
  const address = await addressOf(order)
  const { begun, run } = await begin(order, address, { address: home, doubt: 'injected' })
  const answers = [
    await web.ask('GET', order.path), await ask(address, 'GET', '', { token: order.token }), begun, await ask(address, 'GET', '/run', { run }), await ask(address, 'PATCH', '/run', { run, body: { answers: { ...whole, doubt: 'injected' } } }),
    await ask(address, 'PATCH', '/run', { run, body: { answers: { payment: { method: 'Cash', taken: 'full' } } } }), await ask(address, 'PATCH', '/run', { run, body: { answers: { paymentStatus: 'paid' } } }), await ask(address, 'POST', '/run/finish', { run, body: {} }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 200, 200, 422, 422, 200])
  for (const { text } of answers) for (const inside of ['CANARY', order.id, shop.organizationId, 'Test owner', 'roles', 'offeredIn', 'visibleTo', 'processId', 'amira@example.com', 'startedBy', 'summary']) expect(text.replaceAll(address.split('#')[0] ?? '', ''), inside).not.toContain(inside)
  expect(JSON.stringify(await reread(order))).not.toContain('injected')
  expect((await reread(order)).paymentStatus).toBe('unpaid')
})

test('an order that moved on meanwhile is changed no more, and where it stands inside is not told', async () => {
  const order = await place()
  const address = await addressOf(order)
  const { run } = await begin(order, address, whole)
  await perform(database, moveOrder, owner(), { id: order.id, transition: 'hold' })
  expect(await offersOn(order)).toEqual([])
  const refused = await ask(address, 'POST', '/run/finish', { run, body: {} })
  expect([refused.status, slugOf(refused)]).toEqual([409, 'illegal-transition'])
  for (const inside of ['hold', 'Waiting', 'release', 'allowed', 'blockedBy']) expect(refused.text, inside).not.toContain(inside)
  expect((await reread(order)).shippingAddress).toBeNull()
  await expect(perform(database, startRun, shop.caller('manager'), { key: 'details', channel: 'back_office', orderId: order.id })).rejects.toMatchObject({ slug: 'illegal-transition', message: '“Where to, and how paid” is for orders that are placed; this one is on hold.' })
  await perform(database, moveOrder, owner(), { id: order.id, transition: 'release' })
  expect((await ask(address, 'POST', '/run/finish', { run, body: {} })).status).toBe(200)
})

test('a wizard that makes a move is offered where the move is there, makes it for the customer, and no other', async () => {
  await perform(database, publishWizard, owner(), { key: 'give-up', name: 'Cancel my order', purpose: 'update', audience: ['customer'], channels: ['web'], transition: 'call-off', pages: [{ key: 'why', title: 'Why?', questions: [{ key: 'why', kind: 'staff_message', label: 'Why?' }] }] })
  await perform(database, publishWizard, owner(), { key: 'work', name: 'Start it', purpose: 'update', audience: ['customer'], channels: ['web'], transition: 'accept-by-itself', pages: [{ key: 'p', title: 'P', questions: [{ key: 'q', kind: 'text', label: 'Q' }] }] })
  const order = await place()
  const offers = await offersOn(order)
  // What Docket does by itself no wizard does for anybody.
  expect(offers.map((address) => address.split('#')[0])).toEqual([expect.stringContaining('details'), expect.stringContaining('give-up')])
  const address = offers[1] ?? ''
  const { run } = await begin(order, address)
  const refused = await ask(address, 'POST', '/run/finish', { run, body: {} })
  expect([refused.status, refused.text.includes('call-off')]).toEqual([409, false])
  expect((await ask(address, 'POST', '/run/finish', { run, body: { answers: { why: 'Changed my mind' } } })).status).toBe(200)
  expect(await reread(order)).toMatchObject({ position: { step: 'called-off' }, cancelReason: 'Changed my mind' })
  expect(await offersOn(order)).toEqual([])
  for (const key of ['give-up', 'work']) await perform(database, retireWizard, owner(), { key })
  expect((await offersOn(await place())).length).toBe(1)
})

test('a customer who knows an order\'s id, but has no link to it, begins nothing on it', async () => {
  const order = await place()
  const customer = { organizationId: shop.organizationId, actor: { kind: 'customer' as const, id: newId(), name: 'Customer' }, origin: 'storefront', requestId: 'test' }
  await expect(perform(database, startRun, customer, { key: 'details', channel: 'web', orderId: order.id, answers: whole, finish: true })).rejects.toMatchObject({ slug: 'not-found' })
  const key = await testKey(database, shop, 'contractor')
  expect((await web.ask('POST', '/api/v1/wizards/details/runs', { key, body: { orderId: order.id }, headers: { 'idempotency-key': newId() } })).status).toBe(403)
})

test('strangers are slowed down here, too', async () => {
  // From an address of their own: what an address may ask is shared by all who share the database, other tests among them.
  const limited = await startTestWeb(database, { rateLimits: true, trustedProxies: 1 })
  const order = await place()
  const link = ((await addressOf(order)).split('#')[0] ?? '').replace('/i/', '')
  const guesses = await Promise.all(Array.from({ length: 60 }, async () => (await limited.ask('GET', `/api/public/wizards/${link}`, { headers: { 'x-forwarded-for': '203.0.113.7', 'docket-order': newId().replaceAll('-', '').padEnd(43, 'A') } })).status))
  expect(new Set(guesses)).toEqual(new Set([404, 429]))
  await limited.stop()
})
