import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import type { AskOf } from '#domain/kernel/contract.ts'
import type { publishWorkflow as publication } from '#domain/workflows/contract.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { listOrders } from '#features/orders/list-orders.ts'
import { moveLineItem } from '#features/orders/move-line-item.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { listOrderEvents } from '#features/orders/list-order-events.ts'
import { getMigration } from '#features/migrations/get-migration.ts'
import { listMigrations } from '#features/migrations/list-migrations.ts'
import { previewMigration } from '#features/migrations/preview-migration.ts'
import { runMigration } from '#features/migrations/run-migration.ts'
import { startMigration } from '#features/migrations/start-migration.ts'
import { previewUndo } from '#features/migrations/preview-undo.ts'
import { undoMigration } from '#features/migrations/undo-migration.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { saveStatus } from '#features/workflows/save-status.ts'
import { perform } from '#platform/operation.ts'
import { foundShop, shopLineWorkflow, shopWorkflow, type Shop } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { audit } from '../trust/audit.ts'

type Definition = AskOf<typeof publication>

const { database, ownerUrl } = await ownDatabase()
const asked = { orderType: 'shop-order' }

/** The shop's road without “Accepted”: from new one goes to work. */
const shorter = {
  ...shopWorkflow, steps: shopWorkflow.steps?.filter(({ key }) => key !== 'accepted'),
  transitions: shopWorkflow.transitions?.filter(({ to }) => to !== 'accepted').map((transition) => ({ ...transition, from: [...new Set(transition.from.map((from) => (from === 'accepted' ? 'new' : from)))].filter((from) => from !== transition.to) })),
} as Definition

async function foundRunningShop() {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const orders = { fresh: await shop.order(), accepted: await shop.order({ lines: [{ sku: 'TOTE' }, { sku: 'CLEAN' }] }), held: await shop.order(), done: await shop.order() }
  for (const { id } of [orders.accepted, orders.held, orders.done]) await perform(database, moveOrder, owner, { id, transition: 'accept' })
  await perform(database, moveOrder, owner, { id: orders.held.id, transition: 'hold' })
  await perform(database, moveOrder, owner, { id: orders.done.id, transition: 'call-off', reason: 'No longer wanted' })
  return { shop, owner, orders }
}

const run = (shop: Shop, migrationId: string, options: Parameters<typeof runMigration>[2] = {}) => runMigration(database, { organizationId: shop.organizationId, migrationId }, options)
const stepOf = async (shop: Shop, { id }: { id: string }) => (await perform(database, getOrder, shop.caller('owner'), { id })).position.step

test('a step is taken out: what stands there is mapped, what cannot go says why, and every order tells of it', async () => {
  const { shop, owner, orders } = await foundRunningShop()
  await perform(database, publishWorkflow, owner, shorter)
  const preview = await perform(database, previewMigration, owner, asked)
  expect(preview).toMatchObject({
    orders: 3, ready: 1, blockedCount: 2, unmapped: [{ workflow: 'shop-road', workflowName: 'Shop road', step: 'accepted', name: 'Accepted', orders: 2, lineItems: 0, suggestion: 'new', suggestedBecause: 'It comes right before, in the order of steps.' }],
    blocked: expect.arrayContaining([{ orderId: orders.accepted.id, number: orders.accepted.number, because: '“Accepted” has no place in “Shop road”. Say which step takes it.' }]) as unknown,
  })
  expect(preview.unmapped[0]?.choices.map(({ name }) => name)).toEqual(['New', 'In the workshop', 'Sent'])

  const partly = await perform(database, startMigration, owner, asked)
  expect(partly).toMatchObject({ state: 'running', total: 3, migrated: 0, isUndoable: false, orderType: { name: 'Shop order' } })
  await expect(perform(database, startMigration, owner, asked)).rejects.toMatchObject({ slug: 'in-use' })
  await run(shop, partly.id)
  expect(await perform(database, getMigration, owner, { id: partly.id })).toMatchObject({ state: 'done', migrated: 1, blocked: 2, blockedOrders: [{ because: expect.stringContaining('“Accepted”') as string }, {}] })

  const mapping = [{ workflow: 'shop-road', from: 'accepted', to: 'working' }]
  expect(await perform(database, previewMigration, owner, { ...asked, mapping })).toMatchObject({ orders: 2, ready: 2, unmapped: [], blockedCount: 0 })
  const whole = await perform(database, startMigration, owner, { ...asked, mapping })
  await run(shop, whole.id)
  expect(await perform(database, getMigration, owner, { id: whole.id })).toMatchObject({ state: 'done', total: 2, migrated: 2, blocked: 0, startedBy: 'Test owner', isUndoable: true })
  expect(await Promise.all([orders.fresh, orders.accepted, orders.held, orders.done].map((order) => stepOf(shop, order)))).toEqual(['new', 'working', 'waiting', 'called-off'])

  await perform(database, moveOrder, owner, { id: orders.held.id, transition: 'release' })
  expect(await stepOf(shop, orders.held)).toBe('working')
  const told = (await perform(database, listOrderEvents, owner, { id: orders.accepted.id })).items.find(({ type }) => type === 'order.migrated')
  expect(told).toMatchObject({ actor: { name: 'Test owner' }, data: { migrationId: whole.id, from: { position: { step: 'accepted' } }, to: { position: { step: 'working' } } } })
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
})

test('undoing brings back what has not gone on to exactly where it stood, and says what cannot come back', async () => {
  const { shop, owner, orders } = await foundRunningShop()
  await perform(database, publishWorkflow, owner, shorter)
  const mapping = [{ workflow: 'shop-road', from: 'accepted', to: 'working' }]
  const { id } = await perform(database, startMigration, owner, { ...asked, mapping })
  await expect(perform(database, undoMigration, owner, { id })).rejects.toMatchObject({ slug: 'in-use' })
  await run(shop, id)
  await perform(database, moveOrder, owner, { id: orders.fresh.id, transition: 'call-off', reason: 'Changed their mind' })

  const undo = await perform(database, undoMigration, owner, { id })
  expect(undo).toMatchObject({ undoes: id, total: 3, state: 'running' })
  await run(shop, undo.id)
  expect(await perform(database, getMigration, owner, { id: undo.id })).toMatchObject({ state: 'done', migrated: 2, blocked: 1, blockedOrders: [{ orderId: orders.fresh.id, because: 'It is over; only open orders are moved.' }] })
  expect(await stepOf(shop, orders.accepted)).toBe('accepted')
  await perform(database, moveOrder, owner, { id: orders.held.id, transition: 'release' })
  expect(await stepOf(shop, orders.held)).toBe('accepted')
  await expect(perform(database, undoMigration, owner, { id })).rejects.toMatchObject({ slug: 'in-use', message: 'This migration was undone already.' })
  expect((await perform(database, listMigrations, owner, {})).items.map((one) => [one.undoes, one.isUndoable])).toEqual([[id, true], [null, false]])
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
})

test('what an undoing had to leave behind is foretold, told with why, and brought back by another once it is said where it goes', async () => {
  const { shop, owner, orders } = await foundRunningShop()
  // Today's version has one step more, and an order goes there before anybody undoes the migration.
  await perform(database, saveStatus, owner, { key: 'packed', name: 'Packed', category: 'in_progress', color: 'cyan', scope: 'order', shownToCustomer: true })
  const later = { ...shopWorkflow, steps: shopWorkflow.steps?.flatMap((step) => (step.key === 'accepted' ? [step, { key: 'packed', status: 'packed' }] : [step])), transitions: [...(shopWorkflow.transitions ?? []), { key: 'pack', name: 'Pack', from: ['accepted'], to: 'packed' }, { key: 'take-up', name: 'Take up', from: ['packed'], to: 'working' }] }
  await perform(database, publishWorkflow, owner, later)
  const { id } = await perform(database, startMigration, owner, asked)
  await run(shop, id)
  await perform(database, moveOrder, owner, { id: orders.accepted.id, transition: 'pack' })

  expect(await perform(database, previewUndo, owner, { id })).toMatchObject({ orders: 3, ready: 2, blockedCount: 1, unmapped: [{ step: 'packed', name: 'Packed', orders: 1, suggestion: 'working', suggestedBecause: 'It means the same: in progress.' }], blocked: [{ orderId: orders.accepted.id, because: expect.stringContaining('“Packed” has no place in “Shop road”') as string }] })
  const first = await perform(database, undoMigration, owner, { id })
  await expect(perform(database, undoMigration, owner, { id })).rejects.toMatchObject({ slug: 'in-use', message: 'This migration is being undone right now. Wait until that is done.' })
  await run(shop, first.id)
  expect(await perform(database, getMigration, owner, { id: first.id })).toMatchObject({ state: 'done', migrated: 2, blocked: 1, blockedOrders: [{ orderId: orders.accepted.id }] })
  expect(await perform(database, getMigration, owner, { id })).toMatchObject({ migrated: 3, movedBack: 2, isUndoable: true })

  const mapping = [{ workflow: 'shop-road', from: 'packed', to: 'accepted' }]
  await expect(perform(database, previewUndo, owner, { id, mapping: [{ ...mapping[0], to: 'packed' }] })).rejects.toMatchObject({ errors: [{ pointer: '/mapping/0/to', code: 'unknown' }] })
  expect(await perform(database, previewUndo, owner, { id, mapping })).toMatchObject({ orders: 1, ready: 1, blockedCount: 0 })
  const second = await perform(database, undoMigration, owner, { id, mapping })
  expect(second).toMatchObject({ undoes: id, total: 1 })
  await run(shop, second.id)
  expect(await perform(database, getMigration, owner, { id: second.id })).toMatchObject({ state: 'done', migrated: 1, blocked: 0 })
  expect(await stepOf(shop, orders.accepted)).toBe('accepted')
  expect(await perform(database, getMigration, owner, { id })).toMatchObject({ movedBack: 3, isUndoable: false })
  await expect(perform(database, previewUndo, owner, { id })).rejects.toMatchObject({ message: 'This migration was undone already.' })
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
})

test('of more than are counted while somebody waits, the run counts how many there are', async () => {
  const { shop, owner } = await foundRunningShop()
  await perform(database, publishWorkflow, owner, shorter)
  const { id } = await perform(database, startMigration, owner, asked)
  await asOwner(ownerUrl, `UPDATE process_migration SET total = ${MOST_COUNTED + 1} WHERE id = '${id}'`)
  await run(shop, id)
  expect(await perform(database, getMigration, owner, { id })).toMatchObject({ state: 'done', total: 3 })
})

test('line items go with their order, and their steps are mapped like any', async () => {
  const { shop, owner, orders } = await foundRunningShop()
  const [line] = orders.accepted.lines
  await perform(database, moveLineItem, owner, { id: line?.id, toStep: 'doing' })
  await perform(database, publishWorkflow, owner, { ...shopLineWorkflow, steps: shopLineWorkflow.steps?.filter(({ key }) => key !== 'doing') })
  expect(await perform(database, previewMigration, owner, asked)).toMatchObject({ ready: 2, blockedCount: 1, unmapped: [{ workflowName: 'Shop lines', name: 'Doing', orders: 0, lineItems: 1 }] })
  const { id } = await perform(database, startMigration, owner, { ...asked, mapping: [{ workflow: 'shop-lines', from: 'doing', to: 'todo' }] })
  await run(shop, id)
  const after = await perform(database, getOrder, owner, { id: orders.accepted.id })
  expect(after.lines.map(({ position }) => position?.step)).toEqual(['todo', 'todo'])
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
})

/** A shop that only writes orders down first: nothing is reserved until its process says so, as the one it publishes next does. */
async function foundNotingShop(onHand: number) {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  await perform(database, saveStatus, owner, { key: 'noted', name: 'Noted', category: 'draft', color: 'gray', scope: 'order', shownToCustomer: true })
  await perform(database, publishWorkflow, owner, { ...shopWorkflow, steps: [{ key: 'noted', status: 'noted' }, ...(shopWorkflow.steps ?? [])], transitions: [...(shopWorkflow.transitions ?? []), { key: 'take-in', name: 'Take in', from: ['noted'], to: 'new' }] })
  await asOwner(ownerUrl, `UPDATE variant SET on_hand = ${onHand} WHERE organization_id = '${shop.organizationId}' AND sku = 'TOTE'`)
  const bags = [await shop.order({ lines: [{ sku: 'TOTE' }] }), await shop.order({ lines: [{ sku: 'TOTE' }] }), await shop.order({ lines: [{ sku: 'TOTE' }] })]
  const service = await shop.order()
  await perform(database, publishWorkflow, owner, shopWorkflow as Definition)
  return { shop, owner, bags, service, mapping: [{ workflow: 'shop-road', from: 'noted', to: 'new' }] }
}

test('an order there are no goods for stays behind and says so; the others go over, and undoing frees what they took', async () => {
  const { shop, owner, bags, service, mapping } = await foundNotingShop(2)
  // Moving them over would promise goods, so nothing is suggested that might be refused.
  expect(await perform(database, previewMigration, owner, asked)).toMatchObject({ unmapped: [{ name: 'Noted', suggestion: null, suggestedBecause: null }] })
  const blocked = [{ orderId: bags[2]?.id, number: bags[2]?.number, because: 'There is not enough of TOTE in stock.' }]
  expect(await perform(database, previewMigration, owner, { ...asked, mapping })).toMatchObject({ orders: 4, judged: 4, ready: 3, blockedCount: 1, blocked })
  const { id } = await perform(database, startMigration, owner, { ...asked, mapping })
  await run(shop, id)
  expect(await perform(database, getMigration, owner, { id })).toMatchObject({ state: 'done', migrated: 3, blocked: 1, blockedOrders: blocked, isUndoable: true })
  expect(await Promise.all([...bags, service].map((order) => stepOf(shop, order)))).toEqual(['new', 'new', 'noted', 'new'])
  const stock = () => asOwner(ownerUrl, `SELECT on_hand::int AS "onHand", reserved::int FROM variant WHERE organization_id = '${shop.organizationId}' AND sku = 'TOTE'`)
  expect(await stock()).toEqual([{ onHand: 2, reserved: 2 }])

  const undo = await perform(database, undoMigration, owner, { id })
  expect(undo.total).toBe(3)
  await run(shop, undo.id)
  expect(await perform(database, getMigration, owner, { id: undo.id })).toMatchObject({ state: 'done', migrated: 3, blocked: 0 })
  expect(await Promise.all([...bags, service].map((order) => stepOf(shop, order)))).toEqual(['noted', 'noted', 'noted', 'noted'])
  expect(await stock()).toEqual([{ onHand: 2, reserved: 0 }])
  // The one that had stayed behind was not touched, neither by the migration nor by its undoing.
  expect((await perform(database, listOrderEvents, owner, { id: bags[2]?.id })).items.map(({ type }) => type)).toEqual(['order.placed'])
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
})

test('goods that somebody takes at the very moment leave one order behind, with why, and hold up none of the others', async () => {
  const { shop, owner, bags, service, mapping } = await foundNotingShop(3)
  const { id } = await perform(database, startMigration, owner, { ...asked, mapping })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // Somebody is selling one and has not finished: the migration still sees three, and has to wait to take them.
    await client.query('BEGIN')
    await client.query(`UPDATE variant SET on_hand = 2 WHERE organization_id = $1 AND sku = 'TOTE'`, [shop.organizationId])
    const running = run(shop, id)
    await vi.waitUntil(async () => (await asOwner(ownerUrl, `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%commit_changes%'`)).length > 0, { timeout: 20_000, interval: 20 })
    await client.query('COMMIT')
    await running
  } finally {
    await client.end()
  }
  expect(await perform(database, getMigration, owner, { id })).toMatchObject({ state: 'done', migrated: 3, blocked: 1, blockedOrders: [{ orderId: bags[2]?.id, because: 'There is not enough of TOTE in stock.' }] })
  expect(await stepOf(shop, service)).toBe('new')
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
})

test('what the new process does by itself follows at once, foretold by the preview and recorded as its own move', async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const paying = await shop.order({ paymentMethod: 'Cash' })
  const other = await shop.order()
  await perform(database, publishWorkflow, owner, {
    ...shopWorkflow, transitions: [{ key: 'accept-known', name: 'Payment is known', from: ['new'], to: 'accepted', automatic: [{ fact: 'paymentMethod', is: 'present' }], hidden: true, effects: [{ kind: 'add_tag', tag: 'known' }] }, ...(shopWorkflow.transitions ?? [])],
  })
  expect(await perform(database, previewMigration, owner, asked)).toMatchObject({ ready: 2, blockedCount: 0, follows: [{ rule: 'Payment is known', to: 'Accepted', orders: 1 }] })
  const { id } = await perform(database, startMigration, owner, asked)
  await run(shop, id)
  expect([await stepOf(shop, paying), await stepOf(shop, other)]).toEqual(['accepted', 'new'])
  const told = (await perform(database, listOrderEvents, owner, { id: paying.id })).items
  expect(told.map(({ type, actor }) => [type, actor.name])).toEqual([['order.moved', 'Payment is known'], ['order.migrated', 'Test owner'], ['order.placed', 'Test owner']])
  expect(told[0]).toMatchObject({ data: { because: { rule: 'automatic', name: 'Payment is known' }, from: { step: 'new' }, to: { step: 'accepted' } } })
  expect((await perform(database, listOrders, owner, { tag: 'known' })).items.map((order) => order.id)).toEqual([paying.id])

  // Undoing brings it back to where it stood before, not to where the rule had put it.
  const undo = await perform(database, undoMigration, owner, { id })
  await run(shop, undo.id)
  expect(await perform(database, getMigration, owner, { id: undo.id })).toMatchObject({ migrated: 2, blocked: 0 })
  expect([await stepOf(shop, paying), await stepOf(shop, other)]).toEqual(['new', 'new'])
  expect((await audit(ownerUrl, shop.organizationId)).faults).toEqual([])
})

test('a migration that is cut off goes on where it was, and two that go on at once move no order twice', { timeout: 60_000 }, async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  for (let i = 0; i < 60; i++) await shop.order()
  await perform(database, publishWorkflow, owner, shorter)
  const { id } = await perform(database, startMigration, owner, asked)
  const stop = new AbortController()
  await expect(run(shop, id, { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow('goes on where it is')
  expect(await perform(database, getMigration, owner, { id })).toMatchObject({ state: 'running', total: 60, migrated: 25 })
  await Promise.all([run(shop, id), run(shop, id)])
  expect(await perform(database, getMigration, owner, { id })).toMatchObject({ state: 'done', migrated: 60, blocked: 0 })
  const { events, faults } = await audit(ownerUrl, shop.organizationId)
  expect(faults).toEqual([])
  expect(events.filter(({ type }) => type === 'order.migrated')).toHaveLength(60)
  expect(events.filter(({ type }) => type === 'migration.finished')).toHaveLength(1)
})

test('only owners and admins move open orders; what is not theirs is not there', async () => {
  const [{ shop }, { owner: neighbour }] = [await foundRunningShop(), await foundRunningShop()]
  await expect(perform(database, startMigration, shop.caller('manager'), asked)).rejects.toMatchObject({ slug: 'forbidden' })
  const { to } = await perform(database, previewMigration, neighbour, asked)
  await expect(perform(database, previewMigration, shop.caller('owner'), { ...asked, to })).rejects.toMatchObject({ errors: [{ pointer: '/to', code: 'unknown' }] })
  await expect(perform(database, previewMigration, shop.caller('owner'), { ...asked, mapping: [{ workflow: 'shop-road', from: 'new', to: 'nowhere' }] })).rejects.toMatchObject({ errors: [{ pointer: '/mapping/0/to' }] })
})
