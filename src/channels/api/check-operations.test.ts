import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Contract } from '#domain/kernel/contract.ts'
import { checkOperations } from './check-operations.ts'

const contractWith = (changes: Partial<Contract>): Contract => ({
  name: 'order.read', method: 'GET', path: '/orders', summary: '', permission: 'order.read', input: z.strictObject({}), output: z.object({}), ...changes,
})
const check = (contracts: Contract[], operations: Contract[], personOperations: Contract[] = []) => () =>
  checkOperations(contracts, { operations: operations.map((contract) => ({ contract })), personOperations: personOperations.map((contract) => ({ contract })) })

const read = contractWith({})
const session = contractWith({ name: 'session.read', path: '/session', permission: 'signed-in' })

test('what is whole starts', () => {
  expect(check([read, session], [read], [session])).not.toThrow()
})

test('a contract without its operation does not start', () => {
  expect(check([read, session], [read])).toThrow('session.read has no operation')
})

test('an operation without a permission does not start', () => {
  const unguarded = contractWith({ permission: '' as never })
  expect(check([unguarded], [unguarded])).toThrow('order.read has no permission')
  const misspelt = contractWith({ permission: 'order.reed' as never })
  expect(check([misspelt], [misspelt])).toThrow('order.read has no permission')
})

test('an operation on an organization open to everybody does not start', () => {
  expect(check([session], [session])).toThrow('must ask for a permission')
})

test('two operations at one address do not start', () => {
  const [a, b] = [contractWith({ name: 'a.get', path: '/a/{id}' }), contractWith({ name: 'a.find', path: '/a/{key}' })]
  expect(check([a, b], [a, b])).toThrow('shares its address')
})
