import { expect, test } from 'vitest'
import { perform, type Operation } from '#platform/operation.ts'
import type { Caller } from '#platform/scope.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { testDatabase } from '#test/database.ts'
import { createCustomer } from './create-customer.ts'
import { getCustomer } from './get-customer.ts'
import { listCustomers } from './list-customers.ts'
import { updateCustomer } from './update-customer.ts'

const database = testDatabase()
const found = async () => (await foundTestOrganization(database)).caller('staff')
const create = (caller: Caller, given: object) => perform(database, createCustomer, caller, given)
const update = (caller: Caller, given: object, expectedVersion?: number) => perform(database, updateCustomer, caller, given, expectedVersion === undefined ? {} : { expectedVersion })
const list = (caller: Caller, asked: object = {}) => perform(database, listCustomers, caller, asked)
const namesOf = async (caller: Caller, q: string) => (await list(caller, { q })).items.map(({ name }) => name)

test('a customer is kept with everything given', async () => {
  const caller = await found()
  const given = {
    firstName: 'Amira', lastName: 'Haddad', company: 'Haddad & Sons', email: 'Amira@Example.com', phone: '(212) 555-0123', preferredMedium: 'sms', language: 'en-US',
    contactPoints: [{ medium: 'whatsapp', value: '+44 20 7946 0958', label: 'London' }], addresses: [{ line1: '1 Main Street', city: 'Springfield' }],
    preferences: 'No onions', notes: 'Pays late', tags: ['vip'],
  }
  const made = await create(caller, given)
  expect(made).toMatchObject({ ...given, email: 'amira@example.com', name: 'Amira Haddad', version: 1, orderCount: 0, mergedInto: null })
  expect(await perform(database, getCustomer, caller, { id: made.id })).toEqual(made)
})

test.each([
  ['/email', { email: 'AMIRA@example.com' }],
  ['/phone', { phone: '+1 212 555 0123' }],
  ['/contactPoints/1/value', { firstName: 'B', contactPoints: [{ medium: 'email', value: 'b@example.com' }, { medium: 'whatsapp', value: '212.555.0123' }] }],
])('what reaches one customer cannot be another’s: %s', async (pointer, other) => {
  const caller = await found()
  const amira = await create(caller, { firstName: 'Amira', email: 'amira@example.com', phone: '(212) 555-0123' })
  const refusal = { slug: 'duplicate', status: 409, extra: { customerId: amira.id }, errors: [expect.objectContaining({ pointer, code: 'duplicate' })] }
  await expect(create(caller, other)).rejects.toMatchObject(refusal)
  const bob = await create(caller, { firstName: 'Bob' })
  await expect(update(caller, { id: bob.id, ...other })).rejects.toMatchObject(refusal)
  expect((await list(caller)).items.map(({ name }) => name)).toEqual(['Amira', 'Bob'])
})

test('ten who add the same email at once add one customer; the others are told whose it is', async () => {
  const caller = await found()
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => create(caller, { email: 'new@example.com' })))
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ slug: 'duplicate', extra: { customerId: expect.any(String) } })
})

test('an id given twice is refused, naming the customer', async () => {
  const caller = await found()
  const { id } = await create(caller, { firstName: 'Amira' })
  await expect(create(caller, { id, firstName: 'Bob' })).rejects.toMatchObject({ slug: 'duplicate', errors: [{ pointer: '/id' }], extra: { customerId: id } })
})

test('an update changes what is given, leaves the rest, and is refused on an old version', async () => {
  const caller = await found()
  const before = await create(caller, { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com', tags: ['vip'] })
  const after = await update(caller, { id: before.id, lastName: 'Khoury', phone: '(212) 555-0123' }, 1)
  expect(after).toMatchObject({ name: 'Amira Khoury', email: 'amira@example.com', phone: '(212) 555-0123', tags: ['vip'], version: 2 })
  await expect(update(caller, { id: before.id, lastName: 'X' }, 1)).rejects.toMatchObject({ slug: 'precondition-failed', extra: { currentVersion: 2 } })
  expect(await namesOf(caller, 'khoury')).toEqual(['Amira Khoury'])
  expect(await namesOf(caller, 'haddad')).toEqual([])
})

test('an update that changes nothing is no new version', async () => {
  const caller = await found()
  const same = { firstName: 'Amira', email: 'amira@example.com', addresses: [{ recipient: 'A', line1: '1 Main Street', city: 'Springfield' }] }
  const before = await create(caller, same)
  expect(await update(caller, { id: before.id, ...same })).toEqual(before)
})

test('an email that is given up is free for somebody else', async () => {
  const caller = await found()
  const before = await create(caller, { firstName: 'Amira', email: 'amira@example.com' })
  await update(caller, { id: before.id, email: null })
  expect(await create(caller, { email: 'amira@example.com' })).toMatchObject({ name: 'amira@example.com' })
})

test('a customer cannot be left without any name', async () => {
  const caller = await found()
  const { id } = await create(caller, { firstName: 'Amira' })
  await expect(update(caller, { id, firstName: null })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/firstName', code: 'required' }] })
})

test.each(['amira', 'ami', 'HADDAD', 'haddad amira', 'example.com', 'sons', '(212) 555-0123', '+1 212 555 0123', '0012125550123', '5550123', '555-01', 'hadad', 'amira hadded'])('search finds Amira by %s', async (q) => {
  const caller = await found()
  await create(caller, { firstName: 'Amira', lastName: 'Haddad', company: 'Haddad & Sons', email: 'amira@example.com', phone: '212.555.0123' })
  await create(caller, { firstName: 'Zoe', lastName: 'Quill', email: 'zoe@quill.test', phone: '+49 30 901820' })
  expect(await namesOf(caller, q)).toEqual(['Amira Haddad'])
})

test.each(['%', '_', '\\', "'", '100%'])('search takes %s as it is', async (q) => {
  const caller = await found()
  await create(caller, { firstName: 'Amira' })
  expect(await namesOf(caller, q)).toEqual([])
})

test('pages follow one another by name without gaps or repeats, in search as well', async () => {
  const caller = await found()
  for (const name of ['bea', 'Ann', 'ann', 'Cy', 'Bea']) await create(caller, { firstName: name, lastName: 'Harrington' })
  for (const q of [undefined, 'harrington', 'harringtom']) {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(caller, { q, limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.items.map(({ firstName }) => firstName ?? ''))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen.map((name) => name.toLowerCase())).toEqual(['ann', 'ann', 'bea', 'bea', 'cy'])
    expect(new Set(seen).size).toBe(5)
  }
})

test('a list can be narrowed to any of several tags', async () => {
  const caller = await found()
  for (const [firstName, tags] of [['Ann', ['vip']], ['Bea', ['new', 'local']], ['Cy', []]] as const) await create(caller, { firstName, tags })
  expect((await list(caller, { tag: ['vip', 'local'] })).items.map(({ name }) => name)).toEqual(['Ann', 'Bea'])
})

test('another organization’s customer answers like one nobody has', async () => {
  const [here, there] = [await found(), await found()]
  const theirs = await create(there, { firstName: 'Theirs', email: 'shared@example.com' })
  const refusal = { slug: 'not-found', message: 'There is no such customer.' }
  for (const id of [theirs.id, '0192f0c0-0000-7000-8000-000000000000']) {
    await expect(perform(database, getCustomer, here, { id })).rejects.toMatchObject(refusal)
    await expect(update(here, { id, firstName: 'Mine' })).rejects.toMatchObject(refusal)
  }
  expect((await list(here)).items).toEqual([])
  expect(await create(here, { email: 'shared@example.com' })).toMatchObject({ version: 1 })
})

test.each([
  ['/firstName', { firstName: 'A\u0000b' }],
  ['/firstName', { firstName: 'A\ud800b' }],
  ['/notes', { firstName: 'A', notes: '\udc00' }],
  ['/contactPoints/0/value', { firstName: 'A', contactPoints: [{ medium: 'email', value: 'nobody' }] }],
  ['/contactPoints/0/value', { firstName: 'A', contactPoints: [{ medium: 'phone', value: 'call me' }] }],
  ['/firstName', { notes: 'nameless' }],
  ['/nickname', { firstName: 'A', nickname: 'B' }],
])('what cannot be kept is refused at %s', async (pointer, given) => {
  const caller = await found()
  await expect(create(caller, given)).rejects.toMatchObject({ slug: 'validation-failed', errors: [expect.objectContaining({ pointer })] })
})

test.each(['x\u0000y', '\ud800', 'not a cursor'])('a search or cursor of %j is no defect', async (odd) => {
  const caller = await found()
  await create(caller, { firstName: 'Amira' })
  await expect(list(caller, { cursor: odd })).rejects.toMatchObject({ name: 'Refusal' })
  await list(caller, { q: odd }).catch((error: unknown) => expect(error).toMatchObject({ name: 'Refusal' }))
})

test('a contractor sees no customers', async () => {
  const contractor = (await foundTestOrganization(database)).caller('contractor')
  for (const asked of [listCustomers, getCustomer] as Operation[]) await expect(perform(database, asked, contractor, {})).rejects.toMatchObject({ slug: 'forbidden' })
})
