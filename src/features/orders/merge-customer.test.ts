import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createCustomer } from '#features/customers/create-customer.ts'
import { getCustomer } from '#features/customers/get-customer.ts'
import { listCustomers } from '#features/customers/list-customers.ts'
import { recogniseCustomer } from '#features/customers/recognise-customer.ts'
import { updateCustomer } from '#features/customers/update-customer.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { saveStatus } from '#features/workflows/save-status.ts'
import { saveWorkflowType } from '#features/workflows/save-workflow-type.ts'
import { perform } from '#platform/operation.ts'
import { hashOf } from '#platform/record.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { getOrder } from './get-order.ts'
import { mergeCustomer } from './merge-customer.ts'
import { placeOrder } from './place-order.ts'

const database = testDatabase()
const create = (caller: Caller, given: object) => perform(database, createCustomer, caller, given)
const merge = (caller: Caller, id: string, otherId: string) => perform(database, mergeCustomer, caller, { id, otherId })
const read = (caller: Caller, id: string) => perform(database, getCustomer, caller, { id })
const place = (caller: Caller, customer: object) =>
  perform(database, placeOrder, caller, { orderType: 'sale', customer, lines: [{ name: 'Gift card', unitPrice: { amount: 1500, currency: 'USD' } }] })

/** An organization that takes orders: placed, then done. */
async function foundShop(): Promise<Caller> {
  const owner = (await foundTestOrganization(database)).caller('owner')
  for (const [key, category] of [['placed', 'placed'], ['done', 'completed']]) {
    await perform(database, saveStatus, owner, { key, name: key, category, color: 'blue', scope: 'order' })
  }
  await perform(database, saveWorkflowType, owner, { key: 'sales', name: 'Sales' })
  await perform(database, publishWorkflow, owner, { key: 'sale', name: 'Sale', type: 'sales', scope: 'order', movement: 'free', steps: ['placed', 'done'].map((key) => ({ key, status: key })) })
  await perform(database, publishOrderType, owner, { key: 'sale', name: 'Sale', phases: [{ type: 'sales', choices: [{ workflow: 'sale' }] }] })
  return owner
}

async function eventsOf(caller: Caller, orderId: string | null, type: string) {
  return withScope(database, caller, {}, async (scope) => {
    const { rows } = await sql<{ data: unknown }>`SELECT data FROM event WHERE organization_id = ${scope.organizationId} AND order_id IS NOT DISTINCT FROM ${orderId}::uuid AND type = ${type}`.execute(scope.db)
    return rows.map(({ data }) => data)
  })
}

test('everything known of the other customer is known of the one who stays', async () => {
  const caller = await foundShop()
  const kept = await create(caller, { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com', tags: ['vip'], notes: 'Pays late', addresses: [{ line1: '1 Main Street', city: 'Springfield' }] })
  const other = await create(caller, {
    firstName: 'A.', company: 'Haddad & Sons', email: 'office@haddad.test', phone: '(212) 555-0123', contactPoints: [{ medium: 'whatsapp', value: '+44 20 7946 0958', label: 'London' }],
    tags: ['vip', 'local'], notes: 'Rings twice', preferences: 'No onions', addresses: [{ line1: '1 Main Street', city: 'Springfield' }, { line1: '2 Side Street', city: 'Springfield' }],
  })
  expect(await merge(caller, kept.id, other.id)).toMatchObject({
    id: kept.id, version: 2, name: 'Amira Haddad', company: 'Haddad & Sons', email: 'amira@example.com', phone: '(212) 555-0123', tags: ['vip', 'local'],
    notes: 'Pays late\n\nRings twice', preferences: 'No onions', addresses: [{ line1: '1 Main Street' }, { line1: '2 Side Street' }],
    contactPoints: [{ medium: 'email', value: 'office@haddad.test' }, { medium: 'whatsapp', value: '+44 20 7946 0958', label: 'London' }],
  })
  expect(await eventsOf(caller, null, 'customer.merged')).toEqual([{ customerId: kept.id, mergedId: other.id }])
})

test('the merged one stays readable, leaves the lists, and leads to the one who stays by id, email and phone', async () => {
  const caller = await foundShop()
  const kept = await create(caller, { firstName: 'Amira', email: 'amira@example.com' })
  const other = await create(caller, { firstName: 'Amria', email: 'office@haddad.test', phone: '(212) 555-0123' })
  await merge(caller, kept.id, other.id)
  expect(await read(caller, other.id)).toMatchObject({ firstName: 'Amria', email: 'office@haddad.test', mergedInto: kept.id })
  expect((await perform(database, listCustomers, caller, {})).items.map(({ id }) => id)).toEqual([kept.id])
  for (const given of [{ id: other.id }, { email: 'office@haddad.test' }, { phone: '+1 212 555 0123' }]) {
    expect(await withScope(database, caller, {}, (scope) => recogniseCustomer(scope, given))).toMatchObject({ id: kept.id, isNew: false })
  }
  await expect(perform(database, updateCustomer, caller, { id: other.id, firstName: 'X' })).rejects.toMatchObject({ slug: 'duplicate', extra: { customerId: kept.id } })
  await expect(merge(caller, kept.id, other.id)).rejects.toMatchObject({ slug: 'duplicate', extra: { customerId: kept.id } })
})

test('orders move along, each with an unbroken record of it', async () => {
  const caller = await foundShop()
  const [kept, other] = [await create(caller, { firstName: 'Amira' }), await create(caller, { firstName: 'Amria' })]
  const [first, second, own] = [await place(caller, { id: other.id }), await place(caller, { id: other.id }), await place(caller, { id: kept.id })]
  await merge(caller, kept.id, other.id)
  for (const { id, version } of [first, second]) {
    expect(await perform(database, getOrder, caller, { id })).toMatchObject({ version: version + 1, customer: { id: kept.id, name: 'Amria' } })
    expect(await eventsOf(caller, id, 'order.updated')).toEqual([{ changes: { customerId: { from: other.id, to: kept.id } } }])
    await expectUnbroken(caller, id)
  }
  expect(await perform(database, getOrder, caller, { id: own.id })).toMatchObject({ version: own.version })
})

test('one merged before leads to the last one who stays', async () => {
  const caller = await foundShop()
  const [a, b, c] = [await create(caller, { firstName: 'A' }), await create(caller, { firstName: 'B' }), await create(caller, { firstName: 'C' })]
  await merge(caller, b.id, a.id)
  await merge(caller, c.id, b.id)
  expect(await read(caller, a.id)).toMatchObject({ mergedInto: c.id })
  expect((await place(caller, { id: a.id })).customer.id).toBe(c.id)
})

test('orders placed while their customer is merged all belong to the one who stays', async () => {
  const caller = await foundShop()
  const [kept, other] = [await create(caller, { firstName: 'Amira' }), await create(caller, { firstName: 'Amria', email: 'amria@example.com' })]
  const placing = Array.from({ length: 12 }, (_, i) => place(caller, i % 2 ? { id: other.id } : { email: 'amria@example.com' }))
  const [orders] = await Promise.all([Promise.all(placing), merge(caller, kept.id, other.id)])
  for (const { id } of orders) expect((await perform(database, getOrder, caller, { id })).customer.id).toBe(kept.id)
})

test('two who merge each other at once: one does', async () => {
  const caller = await foundShop()
  const [a, b] = [await create(caller, { firstName: 'A' }), await create(caller, { firstName: 'B' })]
  const both = await Promise.allSettled([merge(caller, a.id, b.id), merge(caller, b.id, a.id)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await perform(database, listCustomers, caller, {})).items).toHaveLength(1)
})

test('nobody is merged into themselves, into a stranger, or by staff', async () => {
  const organization = await foundTestOrganization(database)
  const caller = organization.caller('manager')
  const { id } = await create(caller, { firstName: 'Amira' })
  const theirs = await create((await foundTestOrganization(database)).caller('manager'), { firstName: 'Theirs' })
  await expect(merge(caller, id, id)).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/otherId', code: 'same' }] })
  for (const stranger of [theirs.id, '0192f0c0-0000-7000-8000-000000000000']) {
    await expect(merge(caller, id, stranger)).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such customer.' })
    await expect(merge(caller, stranger, id)).rejects.toMatchObject({ slug: 'not-found', message: 'There is no such customer.' })
  }
  await expect(merge(organization.caller('staff'), id, theirs.id)).rejects.toMatchObject({ slug: 'forbidden' })
})

async function expectUnbroken(caller: Caller, orderId: string): Promise<void> {
  await withScope(database, caller, {}, async (scope) => {
    const { rows } = await sql<{ sequence: number; hash: string }>`SELECT id, type, order_id AS "orderId", at, actor, origin, request_id AS "requestId", data, visibility, sequence,
      encode(hash, 'hex') AS hash FROM event WHERE organization_id = ${scope.organizationId} AND order_id = ${orderId} ORDER BY sequence`.execute(scope.db)
    let before: string | null = null
    for (const { hash, ...event } of rows) {
      expect(hash).toBe(hashOf(before, event))
      before = hash
    }
    const { rows: [order] } = await sql<{ sequence: number; hash: string }>`SELECT event_sequence AS sequence, encode(event_hash, 'hex') AS hash FROM orders
      WHERE organization_id = ${scope.organizationId} AND id = ${orderId}`.execute(scope.db)
    expect(order).toEqual({ sequence: rows.length, hash: before })
  })
}
