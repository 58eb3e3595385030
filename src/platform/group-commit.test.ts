import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { refuse } from '#domain/kernel/refusal.ts'
import { testDatabase, testOwnerUrl } from '#test/database.ts'
import { foundBareOrganization } from '#test/found-bare-organization.ts'
import { asOwner } from '#test/own-database.ts'
import { withSharedScope } from './group-commit.ts'
import { withScope, type Caller, type Claim, type Scope } from './scope.ts'
import { systemCaller } from './system-caller.ts'

const database = testDatabase()
const many = Array.from({ length: 60 }, (_, i) => i)

const found = async () => systemCaller(await foundBareOrganization(database), 'test')

async function addCustomer({ db, organizationId }: Scope, name: string): Promise<string> {
  const { rows } = await sql<{ transaction: string }>`INSERT INTO customer (organization_id, id, name, search_text) VALUES (${organizationId}, gen_random_uuid(), ${name}, ${name})
    RETURNING pg_current_xact_id()::text AS transaction`.execute(db)
  return rows[0]?.transaction ?? ''
}

async function customersOf(caller: Caller): Promise<string[]> {
  const { rows } = await withScope(database, caller, {}, ({ db }) => sql<{ name: string }>`SELECT name FROM customer`.execute(db))
  return rows.map(({ name }) => name).sort()
}

const claimOf = (i: number): Claim => ({ requestHash: String(i).padStart(64, '0'), bodyHash: 'b'.repeat(64) })

test('what is asked at once shares transactions, and each is answered with its own', async () => {
  const caller = await found()
  const done = await Promise.all(many.map((i) => withSharedScope(database, caller, {}, async (scope) => ({ i, transaction: await addCustomer(scope, `Customer ${i}`) }))))
  expect(done.map(({ i }) => i)).toEqual(many)
  expect(new Set(done.map(({ transaction }) => transaction)).size).toBeLessThan(many.length / 2)
  expect(await customersOf(caller)).toHaveLength(many.length)
})

test('organizations never share one', async () => {
  const callers = [await found(), await found()]
  const transactions = await Promise.all(callers.map((caller) => Promise.all(many.map((i) => withSharedScope(database, caller, {}, (scope) => addCustomer(scope, `Customer ${i}`))))))
  const [first, second] = transactions.map((ofOne) => new Set(ofOne))
  expect(first?.intersection(second ?? new Set())).toEqual(new Set())
  for (const caller of callers) expect(await customersOf(caller)).toHaveLength(many.length)
})

test('who is refused is refused alone, and everybody else is done once', async () => {
  const caller = await found()
  const settled = await Promise.allSettled(many.map((i) => withSharedScope(database, caller, {}, async (scope) => {
    await addCustomer(scope, `Customer ${i}`)
    if (i % 20 === 7) refuse('forbidden', `Not ${i}.`)
    // A statement that fails spoils the transaction for all who share it.
    if (i % 20 === 13) await sql`SELECT 1 / 0`.execute(scope.db)
  })))
  expect(settled.flatMap((one, i) => (one.status === 'rejected' ? [[i, (one.reason as Error).message]] : []))).toEqual(
    [7, 13, 27, 33, 47, 53].map((i) => [i, i % 20 === 7 ? `Not ${i}.` : 'division by zero']))
  const names = await customersOf(caller)
  expect(names).toEqual(many.filter((i) => i % 20 !== 7 && i % 20 !== 13).map((i) => `Customer ${i}`).sort())
})

test('a request that comes twice at once is done once, and its answer kept with it', async () => {
  const caller = await found()
  const settled = await Promise.allSettled([...many, ...many].map((i) => withSharedScope(database, caller, { claim: claimOf(i) }, async (scope) => {
    await addCustomer(scope, `Customer ${i}`)
    scope.answer = { requestHash: claimOf(i).requestHash, status: 201, body: `done "${i}"\\` }
    return i
  })))
  const fulfilled = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(fulfilled.sort((a, b) => a - b)).toEqual(many)
  const replayed = settled.flatMap((one, i) => (one.status === 'rejected' ? [[i % many.length, one.reason.claimed]] : []))
  expect(replayed).toHaveLength(many.length)
  for (const [i, claimed] of replayed) expect(claimed).toEqual({ is_new: false, body_hash: 'b'.repeat(64), status: 201, answered: `done "${String(i)}"\\` })
  expect(await customersOf(caller)).toHaveLength(many.length)
})

test('where a connection is lost nobody can know what was committed, so nothing is done again', async () => {
  const caller = await found()
  const begun: number[] = []
  const settled = await Promise.allSettled(many.map((i) => withSharedScope(database, caller, {}, async (scope) => {
    begun.push(i)
    await addCustomer(scope, `Customer ${i}`)
    if (i !== 30) return
    const { rows: [connection] } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(scope.db)
    await asOwner(testOwnerUrl(), `SELECT pg_terminate_backend(${connection?.pid})`)
    await sql`SELECT 1`.execute(scope.db)
  })))
  expect(begun.sort((a, b) => a - b)).toEqual(many)
  const lost = settled.flatMap((one, i) => (one.status === 'rejected' ? [i] : []))
  expect(lost).toContain(30)
  expect(await customersOf(caller)).toEqual(many.filter((i) => !lost.includes(i)).map((i) => `Customer ${i}`).sort())
})

test('a queue is bounded: who comes when a thousand wait is told to come back, and nobody before them is lost', async () => {
  const caller = await found()
  // All in one turn of the program, so nobody is served yet.
  const settled = await Promise.allSettled(Array.from({ length: 1_100 }, (_, i) => withSharedScope(database, caller, {}, (scope) => addCustomer(scope, `Customer ${i}`))))
  const refused = settled.flatMap((one, i) => (one.status === 'rejected' ? [[i, one.reason]] : []))
  expect(refused.map(([i]) => i)).toEqual(Array.from({ length: 100 }, (_, i) => 1_000 + i))
  for (const [, reason] of refused) expect(reason).toMatchObject({ slug: 'unavailable', extra: { retryAfter: 2 } })
  expect(await customersOf(caller)).toHaveLength(1_000)
})
