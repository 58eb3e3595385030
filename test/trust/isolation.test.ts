import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import type { Contract } from '#domain/kernel/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { createCustomer } from '#features/customers/create-customer.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { createProductCategory } from '#features/catalog/create-product-category.ts'
import { inviteMember } from '#features/identity/invite-member.ts'
import { openSecurityRecord } from '#features/identity/security-refusals.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { uploadFile } from '#features/files/upload-file.ts'
import { runMigration } from '#features/migrations/run-migration.ts'
import { startMigration } from '#features/migrations/start-migration.ts'
import { assignOrder } from '#features/orders/assign-order.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { shareOrder } from '#features/orders/share-order.ts'
import { saveView } from '#features/views/save-view.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { saveOrderTypeDraft } from '#features/workflows/save-order-type-draft.ts'
import { saveStatus } from '#features/workflows/save-status.ts'
import { saveWorkflowDraft } from '#features/workflows/save-workflow-draft.ts'
import { publishWizard } from '#features/wizards/publish-wizard.ts'
import { startRun } from '#features/wizards/start-run.ts'
import { openLog } from '#platform/log.ts'
import { perform } from '#platform/operation.ts'
import { startRelay } from '#platform/relay.ts'
import { operations } from '#src/operations.ts'
import { testFiles } from '#test/files.ts'
import { foundShop, shopOrderType, shopWorkflow, type Shop } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { sampleRequest } from '#test/sample-request.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const { database, ownerUrl } = await ownDatabase()
const files = await testFiles()
const web = await startTestWeb(database, { files })
const CANARY = 'zzcanary'
const [theirs, ours] = [await foundShop(database), await foundShop(database)]
const [foreign, own] = [await fill(theirs, CANARY), await fill(ours, 'plain')]
const [theirKey, ourKey] = [await testKey(database, theirs, 'owner'), await testKey(database, ours, 'owner')]
const organizationTables = await tablesWithOrganization()

// What follows an event is written, too, before anyone looks.
const relay = startRelay({ url: database.url, log: openLog('fatal', { readable: true }), subscriptions: [] })
await vi.waitUntil(async () => (await asOwner(ownerUrl, 'SELECT FROM outbox')).length === 0, { timeout: 10_000 })
await relay.stop()

const contracts = operations.map(({ contract }) => contract)
const withId = contracts.filter(({ path }) => path.includes('{id}')).map((contract) => ({ contract, name: contract.name }))
const reads = contracts.filter(({ method }) => method === 'GET').map((contract) => ({ contract, name: contract.name }))

const order = (more: object) => ({ orderType: 'shop-order', customer: { firstName: 'Amira' }, lines: [{ sku: 'CLEAN' }], ...more })

describe('row level security, with every filter of the application removed', () => {
  const confined = organizationTables.filter(({ isConfined }) => isConfined).map(({ name }) => name)

  test('covers every table of an organization; what it does not cover holds ids and numbers alone', async () => {
    expect(organizationTables.filter(({ isConfined }) => !isConfined).map(({ name }) => name)).toEqual(['event_feed', 'order_timer', 'outbox', 'wizard_link'])
    // A wizard's public address is there to be told; of the others, nothing could be.
    const telling = await asOwner(ownerUrl, `SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name IN ('event_feed', 'order_timer', 'outbox') AND data_type NOT IN ('uuid', 'bigint', 'ARRAY', 'timestamp with time zone')`)
    expect(telling).toEqual([])
  })

  test.each(confined)('of %s nothing foreign is read, changed, taken away or given away', async (table) => {
    const foreignRows = `WHERE organization_id = '${theirs.organizationId}'`
    expect(await inSession(ours.organizationId, `SELECT FROM "${table}" WHERE organization_id <> '${ours.organizationId}'`)).toBe(0)
    expect(await inSession(undefined, `SELECT FROM "${table}"`)).toBe(0)
    expect([0, '42501']).toContain(await inSession(ours.organizationId, `UPDATE "${table}" SET organization_id = organization_id ${foreignRows}`))
    expect([0, '42501']).toContain(await inSession(ours.organizationId, `DELETE FROM "${table}" ${foreignRows}`))
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(ownerUrl, `SELECT count(*)::int AS count FROM "${table}" WHERE organization_id = '${ours.organizationId}'`)
    expect(count === 0 ? [0, '42501'] : ['42501']).toContain(await inSession(ours.organizationId, `UPDATE "${table}" SET organization_id = '${theirs.organizationId}'`))
  })

  test('was tried on tables that hold something of both', async () => {
    const filled = await Promise.all(confined.map(async (table) => ({ table, rows: await asOwner(ownerUrl, `SELECT DISTINCT organization_id FROM "${table}"`) })))
    const empty = filled.filter(({ rows }) => rows.length < 2).map(({ table }) => table)
    expect(empty.filter((table) => !/^(import|customer_reference|idempotency|subscriber_done|order_tally_delta)/.test(table))).toEqual([])
  })
})

describe('canaries', () => {
  test.each(reads)('$name shows nothing of another organization', async ({ contract }) => {
    for (const path of pathsOf(contract, own)) {
      const answered = await web.ask('GET', path, { key: ourKey })
      expect([200, 404], `${path}: ${answered.text}`).toContain(answered.status)
      expect(answered.text.toLowerCase(), path).not.toContain(CANARY)
      expect(answered.text, path).not.toContain(theirs.organizationId)
    }
  })

  test('they would have been seen: their own organization sees them almost everywhere', async () => {
    const seen = await Promise.all(reads.map(async ({ contract, name }) => {
      const texts = await Promise.all(pathsOf(contract, foreign).map(async (path) => (await web.ask('GET', path, { key: theirKey })).text.toLowerCase()))
      return texts.some((text) => text.includes(CANARY)) ? [] : [name]
    }))
    expect(seen.flat().filter((name) => !/^(import|order\.count|order\.list_links|order_type\.list$|workflow\.list$|workflow_type|process\.list|migration|blueprint\.list|line_item\.list_moves|order\.list_moves|.*\.review_draft)/.test(name))).toEqual([])
  })

  test('of the same key, order, customer or name each organization keeps its own', async () => {
    const search = (path: string) => web.ask('GET', `/api/v1/${path}?q=${CANARY}`, { key: ourKey })
    for (const path of ['orders', 'customers', 'products', 'members']) expect((await search(path)).json, path).toMatchObject({ items: [] })
    expect((await web.ask('GET', `/api/v1/orders/counts?q=${CANARY}`, { key: ourKey })).json).toMatchObject({ total: { count: 0 } })
  })
})

describe('ids of another organization', () => {
  test.each(withId)('$name answers them exactly like ids that are nowhere', async ({ contract }) => {
    const foreignId = idFor(contract, foreign)
    const answers = await Promise.all([foreignId, newId()].map((id) => askAs(ourKey, contract, id)))
    const [toForeign, toUnknown] = answers.map(withoutInstance)
    expect(toForeign).toEqual(toUnknown)
    expect(toForeign?.status).toBe(404)
  })

  test('they are there, for whoever owns them', async () => {
    const lost = await Promise.all(withId.filter(({ contract }) => contract.method === 'GET' && !contract.name.startsWith('import')).map(async ({ contract, name }) => {
      const { status } = await askAs(theirKey, contract, idFor(contract, foreign))
      return status === 200 ? [] : [name]
    }))
    expect(lost.flat()).toEqual([])
  })

  const nested: [what: string, method: string, path: () => string, body: (from: Filled) => object][] = [
    ['a customer', 'POST', () => '/orders', ({ customer }) => order({ customer: { id: customer } })],
    ['a product', 'POST', () => '/orders', ({ product }) => order({ lines: [{ productId: product }] })],
    ['a manager', 'POST', () => `/orders/${own.openOrder}/assignments`, ({ member }) => ({ managerId: member })],
    ['a team member', 'POST', () => `/orders/${own.openOrder}/assignments`, ({ member }) => ({ add: [member] })],
    ['an assignee', 'POST', () => `/line-items/${own.openLine}/assignments`, ({ member }) => ({ add: [member] })],
    ['a customer to be', 'PATCH', () => `/orders/${own.openOrder}`, ({ customer }) => ({ customer: { id: customer } })],
    ['a product to add', 'POST', () => `/orders/${own.openOrder}/lines`, ({ product }) => ({ line: { productId: product } })],
    ['a customer to merge', 'POST', () => `/customers/${own.customer}/merge`, ({ customer }) => ({ otherId: customer })],
    ['a category', 'POST', () => '/products', ({ category }) => ({ name: 'Hat', kind: 'product', categoryId: category, variants: [{ sku: 'HAT', price: { amount: 100, currency: 'USD' } }] })],
  ]
  test.each(nested)('%s of theirs in a request is answered like one that is nowhere', async (_, method, path, body) => {
    const nowhere: Filled = { order: newId(), line: newId(), openOrder: newId(), openLine: newId(), customer: newId(), product: newId(), variant: newId(), category: newId(), member: newId(), invitation: newId(), apiKey: newId(), run: newId(), link: newId(), migration: newId() }
    const version = path().startsWith('/orders/') ? ((await web.ask('GET', `/api/v1/orders/${own.openOrder}`, { key: ourKey })).json['version'] as number) : 1
    const headers = () => ({ 'idempotency-key': newId(), ...(method === 'PATCH' ? { 'if-match': `"${version}"` } : {}) })
    const answers = await Promise.all([foreign, nowhere].map((from) => web.ask(method, `/api/v1${path()}`, { key: ourKey, body: body(from), headers: headers() })))
    const [toForeign, toUnknown] = answers.map(withoutInstance)
    expect(toForeign).toEqual(toUnknown)
    expect([404, 422]).toContain(toForeign?.status)
  })

  test('an id that somebody else uses may be used', async () => {
    const placed = await web.ask('POST', '/api/v1/orders', { key: ourKey, body: order({ id: foreign.order }) })
    expect(placed).toMatchObject({ status: 201, json: { id: foreign.order, customer: { name: 'Amira' } } })
    expect((await web.ask('GET', `/api/v1/orders/${foreign.order}`, { key: theirKey })).text).toContain(CANARY)
  })
})

describe('the filters of the application, with row level security removed', () => {
  // Last of this file: from here on the database confines nobody.
  test('answer only the own organization, and change only that', async () => {
    const everyPath = reads.flatMap(({ contract }) => pathsOf(contract, own))
    const answersNow = () => Promise.all(everyPath.map(async (path) => [path, (await web.ask('GET', path, { key: ourKey })).text.replace(/"instance":"[^"]*"/, '')]))
    const confined = await answersNow()
    for (const { name } of organizationTables) await asOwner(ownerUrl, `ALTER TABLE "${name}" DISABLE ROW LEVEL SECURITY`)
    const { rows } = await sql`SELECT DISTINCT organization_id FROM orders`.execute(database.db)
    expect(rows.length).toBeGreaterThan(1)
    expect(await answersNow()).toEqual(confined)

    const before = await everythingOf(theirs)
    // Their other order is ours by now, too (see above).
    const stillTheirs = { ...foreign, order: foreign.openOrder }
    for (const { contract } of withId) expect((await askAs(ourKey, contract, idFor(contract, stillTheirs))).status, contract.name).toBe(404)
    expect(await everythingOf(theirs)).toEqual(before)
  })
})

type Filled = { order: string; line: string; openOrder: string; openLine: string; customer: string; product: string; variant: string; category: string; member: string; invitation: string; apiKey: string; run: string; link: string; migration: string }

/** An organization that says the word wherever words can be said. */
async function fill(shop: Shop, word: string): Promise<Filled> {
  const owner = shop.caller('owner')
  const refused = { organizationId: shop.organizationId, refused: 'forbidden', who: 'api_client' as const, whoId: newId(), method: 'GET', route: word, network: '192.0.2.1', requestId: newId() }
  const record = openSecurityRecord(database, openLog('fatal', { readable: true }))
  record.keep(refused)
  await record.stop()
  const address = { recipient: word, line1: `1 ${word}`, city: word }
  await perform(database, updateOrganization, owner, { name: word, words: { order: word } }, { expectedVersion: 1 })
  const category = await perform(database, createProductCategory, owner, { name: word })
  const product = await perform(database, createProduct, owner, {
    name: word, kind: 'product', description: word, categoryId: category.id, noteTemplate: word,
    variants: [{ sku: word, price: { amount: 700, currency: 'USD' }, stock: { tracked: true, onHand: 50 } }],
  })
  const customer = await perform(database, createCustomer, owner, { firstName: word, lastName: word, company: word, email: `${word}@example.com`, notes: word, tags: [word], addresses: [address] })
  for (const status of ['new', 'todo']) {
    await perform(database, saveStatus, owner, { key: status, name: word, color: 'blue', scope: status === 'new' ? 'order' : 'line_item', category: status === 'new' ? 'placed' : 'draft' })
  }
  await perform(database, saveView, owner, { key: word, name: word, layout: 'table', columns: [{ key: 'number', name: word }] })
  const invitation = await perform(database, inviteMember, owner, { email: `invited@${word}.example.com`, role: 'staff' })
  const order = await shop.order({
    customer: { id: customer.id }, lines: [{ sku: word, notes: word }, { name: word, unitPrice: { amount: 100, currency: 'USD' } }], notes: word, additionalNotes: word,
    tags: [word], externalReference: word, shippingAddress: address, billingAddress: address,
  })
  const open = await shop.order({ customer: { id: customer.id }, notes: word })
  const designed = await design(shop, word)
  const link = await perform(database, shareOrder, owner, { id: open.id })
  const member = shop.caller('staff').actor
  const memberId = member.kind === 'member' ? member.id : ''
  await asOwner(ownerUrl, `UPDATE member SET name = '${word}' WHERE organization_id = '${shop.organizationId}'`)
  await perform(database, assignOrder, owner, { id: order.id, managerId: memberId })
  await perform(database, moveOrder, owner, { id: order.id, transition: 'call-off', reason: word })
  await testKey(database, shop, 'staff')
  const [key] = await asOwner<{ id: string }>(ownerUrl, `UPDATE api_key SET name = '${word}' WHERE organization_id = '${shop.organizationId}' RETURNING id`)
  return {
    order: order.id, line: order.lines[0]?.id ?? '', openOrder: open.id, openLine: open.lines[0]?.id ?? '', customer: customer.id, product: product.id, variant: product.variants[0]?.id ?? '', category: category.id,
    member: memberId, invitation: invitation.id, apiKey: key?.id ?? '', link: link.id, ...designed,
  }
}

/** What is designed says the word, too: drafts, a wizard half gone through, a sequence of numbers, orders moved to another version. */
async function design(shop: Shop, word: string): Promise<{ run: string; migration: string }> {
  const owner = shop.caller('owner')
  await perform(database, publishWorkflow, owner, { ...shopWorkflow, name: word })
  const started = await perform(database, startMigration, owner, { orderType: 'shop-order' })
  await runMigration(database, { organizationId: shop.organizationId, migrationId: started.id })
  await perform(database, saveWorkflowDraft, owner, { ...shopWorkflow, name: `${word} drafted` })
  await perform(database, saveOrderTypeDraft, owner, { ...shopOrderType, name: `${word} drafted` })
  await perform(database, publishOrderType, owner, { ...shopOrderType, key: 'numbered', name: word, numbering: { pattern: 'N-{sequence}', sequence: 'own', restarts: 'never', perLocation: false } })
  await shop.order({ orderType: 'numbered' })
  const questions = [{ key: 'customer', kind: 'customer', label: word, required: true }, { key: 'items', kind: 'items', label: word, required: true }]
  await perform(database, publishWizard, owner, { key: 'shop-intake', name: word, purpose: 'create', audience: ['staff', 'customer'], channels: ['api', 'web'], orderType: 'shop-order', pages: [{ key: 'all', title: word, questions }] })
  const run = await perform(database, startRun, owner, { key: 'shop-intake', answers: { customer: { firstName: word } } })
  const uploaded = await uploadFile({ database, files }, owner, { input: { name: `${word}.pdf` }, body: (async function* () { yield Buffer.from('%PDF-1.4\ntrailer << >>\nstartxref\n9\n%%EOF\n') })() })
  expect(uploaded.status).toBe(201)
  return { run: run.id, migration: started.id }
}

/** What a statement without any filter of ours answers as the application: how many rows, or the SQLSTATE of its refusal. Nothing stays. */
async function inSession(organizationId: string | undefined, statement: string): Promise<number | string | null> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    if (organizationId) await client.query(`SELECT set_config('app.organization', $1, true)`, [organizationId])
    return (await client.query(statement)).rowCount
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

/** The id of what a contract's path names. */
function idFor({ path }: Contract, from: Filled): string {
  const nouns: Record<string, string> = {
    orders: from.order, 'line-items': from.line, customers: from.customer, products: from.product, variants: from.variant,
    'product-categories': from.category, members: from.member, invitations: from.invitation, 'api-keys': from.apiKey, imports: newId(), 'wizard-runs': from.run, 'order-links': from.link, migrations: from.migration,
  }
  const noun = path.split('/')[1] ?? ''
  return nouns[noun] ?? expect.unreachable(`Nothing was made that ${path} names`)
}

/** The key of what a contract's path names: each organization has something under it. */
function keyFor({ path }: Contract): string {
  const keys: Record<string, string> = { workflows: 'shop-road', 'order-types': 'shop-order', wizards: 'shop-intake' }
  return keys[path.split('/')[1] ?? ''] ?? ''
}

/** Every way a reading contract is asked here: as it is, and searching for the canary where it searches. */
function pathsOf(contract: Contract, from: Filled): string[] {
  const path = `/api/v1${contract.path.includes('{id}') ? contract.path.replace('{id}', idFor(contract, from)) : contract.path.replace('{key}', keyFor(contract))}`
  const shape = (contract.input as { shape?: Record<string, unknown> }).shape ?? {}
  if (contract.name === 'wizard_run.list_items') return [`${path}?question=items`, `${path}?question=items&q=${CANARY}`]
  return [path, ...('limit' in shape ? [`${path}?limit=500`] : []), ...('q' in shape ? [`${path}?q=${CANARY}`] : []), ...('archived' in shape ? [`${path}?archived=true`] : [])]
}

function askAs(key: string, contract: Contract, id: string) {
  const { method, path, body, headers } = sampleRequest(contract, id)
  const mapping = { orderType: 'shop-order', columns: {}, dateFormat: 'iso', decimal: '.', currency: 'USD' }
  return web.ask(method, path, { key, headers, ...(body ? { body: 'mapping' in body ? { ...body, mapping } : body } : {}) })
}

/** Everything of an answer that may differ between two that mean the same: its instance. */
function withoutInstance({ status, json, headers }: Awaited<ReturnType<typeof web.ask>>) {
  const { instance: _, ...rest } = json
  return { status, rest, type: headers.get('content-type'), etag: headers.get('etag') }
}

async function tablesWithOrganization(): Promise<{ name: string; isConfined: boolean }[]> {
  return asOwner(ownerUrl, `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isConfined" FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id') ORDER BY 1`)
}

/** A fingerprint of every row of an organization, the last use of its keys and what was refused to whom aside. */
async function everythingOf({ organizationId }: Shop): Promise<unknown> {
  const sums = organizationTables.filter(({ name }) => !['api_key', 'security_refusal'].includes(name)).map(({ name }) =>
    `SELECT '${name}' AS name, count(*)::int AS count, md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) AS sum FROM "${name}" t WHERE organization_id = '${organizationId}'`)
  return asOwner(ownerUrl, sums.join(' UNION ALL '))
}
