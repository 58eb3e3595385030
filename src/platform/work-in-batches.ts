import { Refusal } from '#domain/kernel/refusal.ts'
import type { Database } from './database.ts'
import { withScope, type Caller, type Scope } from './scope.ts'
import { refusalOfSqlState } from './sql-state.ts'

type Batches<At> = {
  /** How many a transaction deals with at most. */
  most: number
  /** Deals with the next so many, writes down how far it is, and says so. */
  work: (scope: Scope, size: number) => Promise<At>
  isDone: (at: At) => boolean
  /** Whether this is the refusal of one of them, which the others need not wait for. */
  isOfOne: (refusal: Refusal) => boolean
  /** Goes past the next one, and writes down why. */
  leaveOut: (scope: Scope, because: string) => Promise<void>
  onProgress?: (at: At) => void
  signal?: AbortSignal
}

/**
 * Works off something long, a transaction a batch, until it is done. Where one of a batch is refused, the batch is done again one
 * by one, so that this one is named and left out. Whoever goes on after a crash goes on where `work` wrote down that it was.
 */
export async function workInBatches<At>(database: Database, caller: Caller, { most, work, isDone, isOfOne, leaveOut, onProgress, signal }: Batches<At>): Promise<void> {
  let toDoSingly = 0
  for (;;) {
    // A job that is asked to end fails on purpose: the queue then gives it to whoever is there next.
    if (signal?.aborted) throw new Error('The work was asked to stop; it goes on where it is.')
    try {
      const at = await withScope(database, caller, {}, (scope) => work(scope, toDoSingly > 0 ? 1 : most))
      onProgress?.(at)
      if (isDone(at)) return
      toDoSingly = Math.max(0, toDoSingly - 1)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : refusalOfSqlState(error)
      if (!refusal || !isOfOne(refusal)) throw error
      if (toDoSingly > 0) await withScope(database, caller, {}, (scope) => leaveOut(scope, refusal.message))
      toDoSingly = toDoSingly > 0 ? toDoSingly - 1 : most
    }
  }
}
