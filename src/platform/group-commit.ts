import type { Database } from './database.ts'
import { Undone, withScope, withScopes, type Caller, type Scope, type ScopeOptions, type Work } from './scope.ts'
import { unavailable } from './sql-state.ts'

// Transactions of one organization at a time, and pieces of work in one. Few transactions: what waits for the next one shares it.
const LANES = 4
const LARGEST_GROUP = 16
// Some seconds of work on a small machine. Whoever comes later is sent away, and knows it at once.
const MOST_WAITING = 1_000

type Asked = { work: Work<unknown>; resolve: (result: unknown) => void; reject: (error: unknown) => void }
type Queue = { waiting: Asked[]; atWork: number; groupSize: number; isCalled: boolean }

const queues = new WeakMap<Database, Map<string, Queue>>()

/**
 * Runs `work` as `withScope` does, but what is asked for while an organization's transactions are at work shares the next one: as
 * PostgreSQL's own group commit shares a flush, this shares all that one transaction costs. Whoever asks alone waits for nobody.
 *
 * Nothing of this shows but in speed. Each work has a scope of its own, and is answered when all of them are committed. Where one
 * fails, the transaction is undone and each is done again by itself, so that it alone meets its refusal, its replay or its retry; after
 * that the queue begins with small groups anew. So whatever a verb does before its commit may happen twice, as with every retry.
 * Refused as `unavailable` where too many wait already.
 */
export function withSharedScope<T>(database: Database, caller: Caller, options: ScopeOptions, work: (scope: Scope) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const queue = queueOf(database, caller.organizationId)
    if (queue.waiting.length >= MOST_WAITING) throw unavailable()
    queue.waiting.push({ work: { caller, options, work }, resolve: resolve as Asked['resolve'], reject })
    call(database, caller.organizationId, queue)
  })
}

function queueOf(database: Database, organizationId: string): Queue {
  const ofDatabase = queues.get(database) ?? new Map<string, Queue>()
  queues.set(database, ofDatabase)
  const queue = ofDatabase.get(organizationId) ?? { waiting: [], atWork: 0, groupSize: 1, isCalled: false }
  ofDatabase.set(organizationId, queue)
  return queue
}

// At the end of the program's turn: all that arrived in it is there by then.
function call(database: Database, organizationId: string, queue: Queue): void {
  if (queue.isCalled) return
  queue.isCalled = true
  setImmediate(() => {
    queue.isCalled = false
    serve(database, organizationId, queue)
  })
}

function serve(database: Database, organizationId: string, queue: Queue): void {
  while (queue.atWork < LANES && queue.waiting.length > 0) {
    queue.atWork++
    void commit(database, queue, queue.waiting.splice(0, queue.groupSize)).finally(() => {
      queue.atWork--
      call(database, organizationId, queue)
    })
  }
  if (queue.atWork === 0) queues.get(database)?.delete(organizationId)
}

/** Settles every one of them; never fails itself. */
async function commit(database: Database, queue: Queue, asked: Asked[]): Promise<void> {
  if (asked.length === 1) await Promise.all(asked.map((one) => alone(database, one)))
  else await commitTogether(database, queue, asked)
  queue.groupSize = Math.min(queue.groupSize * 2, LARGEST_GROUP)
}

async function commitTogether(database: Database, queue: Queue, asked: Asked[]): Promise<void> {
  // In one order everywhere: two nodes that are asked the same things twice wait for each other's claims instead of dying together.
  const works = asked.map(({ work }) => work).sort((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1))
  try {
    const results = new Map((await withScopes(database, works as [Work<unknown>, ...Work<unknown>[]])).map((result, i) => [works[i], result]))
    for (const { work, resolve } of asked) resolve(results.get(work))
  } catch (error) {
    queue.groupSize = 1
    if (error instanceof Undone) await Promise.all(asked.map((one) => alone(database, one)))
    else for (const { reject } of asked) reject(error)
  }
}

async function alone(database: Database, { work: { caller, options, work }, resolve, reject }: Asked): Promise<void> {
  await withScope(database, caller, options, work).then(resolve, reject)
}

function hashOf({ options: { claim } }: Work<unknown>): string {
  return claim?.requestHash ?? ''
}
