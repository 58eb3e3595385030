import { expect, test } from 'vitest'
import { withScope, type Caller } from '#platform/scope.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { testDatabase } from '#test/database.ts'
import { recogniseCustomer, type GivenCustomer } from './recognise-customer.ts'

const database = testDatabase()
const recognise = (caller: Caller, given: GivenCustomer) => withScope(database, caller, {}, (scope) => recogniseCustomer(scope, given))
const found = async () => (await foundTestOrganization(database)).caller('staff')

test('a new name makes a customer, whose email then recognises them', async () => {
  const caller = await found()
  const first = await recognise(caller, { firstName: 'Amira', lastName: 'Haddad', email: 'Amira@Example.com', phone: '(212) 555-0123' })
  expect(first).toMatchObject({ isNew: true, snapshot: { name: 'Amira Haddad', email: 'Amira@Example.com', phone: '(212) 555-0123' } })
  const second = await recognise(caller, { email: 'AMIRA@example.com' })
  expect(second).toMatchObject({ id: first.id, isNew: false, snapshot: { name: 'Amira Haddad', firstName: 'Amira', phone: '(212) 555-0123' } })
})

test.each(['+1 212 555 0123', '212.555.0123', '1-212-555-0123', '001 212 555 0123', '2125550123'])('the phone recognises a customer written as %s', async (phone) => {
  const caller = await found()
  const first = await recognise(caller, { firstName: 'Amira', phone: '(212) 555-0123' })
  expect(await recognise(caller, { phone })).toMatchObject({ id: first.id, isNew: false })
})

test('the email decides before the phone', async () => {
  const caller = await found()
  const byEmail = await recognise(caller, { email: 'a@example.com' })
  const byPhone = await recognise(caller, { phone: '+49 30 901820' })
  expect(byPhone.id).not.toBe(byEmail.id)
  expect((await recognise(caller, { email: 'a@example.com', phone: '+49 30 901820' })).id).toBe(byEmail.id)
  expect((await recognise(caller, { email: 'unknown@example.com', phone: '+49 30 901820' })).id).toBe(byPhone.id)
})

test('a name given with a family’s phone stands in the order and leaves the customer as they are', async () => {
  const caller = await found()
  const first = await recognise(caller, { firstName: 'Amira', lastName: 'Haddad', phone: '+49 30 901820' })
  const bob = await recognise(caller, { firstName: 'Bob', phone: '+49 30 901820' })
  expect(bob).toMatchObject({ id: first.id, snapshot: { name: 'Bob', firstName: 'Bob', lastName: null } })
  expect(await recognise(caller, { id: first.id })).toMatchObject({ snapshot: { name: 'Amira Haddad' } })
})

test('ten orders with the same new email at once make one customer', async () => {
  const caller = await found()
  const all = await Promise.all(Array.from({ length: 10 }, (_, i) => recognise(caller, { firstName: `Nr ${i}`, email: 'new@example.com' })))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
})

test('ten orders that share a new phone but not the email make one customer', async () => {
  const caller = await found()
  const all = await Promise.all(Array.from({ length: 10 }, (_, i) => recognise(caller, { email: `${i}@example.com`, phone: '+49 30 901820' })))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
})

test('a customer of another organization is as unknown as one nobody has', async () => {
  const [here, there] = [await found(), await found()]
  const theirs = await recognise(there, { email: 'shared@example.com' })
  const refusal = { slug: 'validation-failed', message: 'There is no such customer.', errors: [{ pointer: '/customer/id' }] }
  await expect(recognise(here, { id: theirs.id })).rejects.toMatchObject(refusal)
  await expect(recognise(here, { id: '0192f0c0-0000-7000-8000-000000000000' })).rejects.toMatchObject(refusal)
  expect((await recognise(here, { email: 'shared@example.com' })).id).not.toBe(theirs.id)
})
