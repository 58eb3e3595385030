import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Principal } from '#domain/identity/principal.ts'
import { contract } from '#domain/kernel/contract.ts'
import { testDatabase } from '#test/database.ts'
import { answerPerson, personOperation } from './person-operation.ts'

const database = testDatabase()
const described = { name: 'greeting.read', method: 'GET', path: '/greeting', summary: 'A greeting', input: z.strictObject({ to: z.string() }), output: z.object({ greeting: z.string() }) } as const
const signedIn = personOperation(contract({ ...described, permission: 'signed-in' }), async ({ principal }, { to }) => ({ greeting: `${principal.name} greets ${to}` }))
const open = personOperation(contract({ ...described, permission: 'public' }), async ({ principal }, { to }) => ({ greeting: `${principal.kind} greets ${to}` }))

const nobody: Principal = { kind: 'nobody' }
const key: Principal = { kind: 'api_client', organizationId: 'o', keyId: 'k', name: 'Key', role: 'owner' }
const person: Principal = { kind: 'person', userId: 'u', name: 'Robin', email: 'robin@example.com', sessionId: 's', member: null }

test('what needs a person is refused to nobody and to keys, before the input is looked at', async () => {
  await expect(ask(signedIn, nobody, { wrong: true })).rejects.toMatchObject({ slug: 'unauthenticated' })
  await expect(ask(signedIn, key, { wrong: true })).rejects.toMatchObject({ slug: 'forbidden' })
  expect(await ask(signedIn, person, { to: 'Sam' })).toEqual({ status: 200, body: '{"greeting":"Robin greets Sam"}', output: { greeting: 'Robin greets Sam' }, replayed: false })
})

test('what is public is answered to everyone, strictly by its contract', async () => {
  for (const principal of [nobody, key, person]) expect(await ask(open, principal, { to: 'Sam' })).toMatchObject({ body: `{"greeting":"${principal.kind} greets Sam"}` })
  await expect(ask(open, nobody, { to: 'Sam', loudly: true })).rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/loudly', code: 'unknown' }] })
})

function ask(asked: typeof signedIn | typeof open, principal: Principal, input: unknown) {
  return answerPerson(database, asked, { principal, requestId: 'test', origin: 'test' }, input)
}
