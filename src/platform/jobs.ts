import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run, type JobHelpers, type RunnerOptions, type TaskList, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import { hangBell } from './bell.ts'
import { connect } from './connection.ts'
import { openDatabase, type Database } from './database.ts'
import type { Log } from './log.ts'
import type { Scope } from './scope.ts'
import type { Settings } from './settings.ts'

/** One run of a job. It may be run again after it was cut off anywhere, so it looks before it leaps; `signal` asks it to end. `isLastTry`: where it fails now, nobody tries again. */
export type Task = (job: { database: Database; settings: Settings; log: Log; payload: unknown; signal: AbortSignal; isLastTry: boolean }) => Promise<void>
export type Tasks = Record<string, Task>

const CONCURRENCY = 4
// The program's whole stop is limited (main.ts), so running jobs are asked to end after a while, and returned after another.
const ASKED_TO_END_AFTER = 2_500
const RETURNED_AFTER = 4_500
// Any number; the first half of the advisory lock that says that a pool of workers is alive, the pool's id being the second.
const ALIVE = 7_265_003
const BETWEEN_LOOKS = 15_000
const RETRY = 1_000

/**
 * Queues a job in the scope's transaction: it runs after the commit, or never. The same `key` replaces a job not yet begun, or
 * given up. One that fails is tried again, later each time; `tries` says how often in all, where somebody waits to hear of it.
 */
export async function addJob(scope: Scope, task: string, payload: object, options: { key?: string; queue?: string; runAt?: string; tries?: number } = {}): Promise<void> {
  await sql`SELECT graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, queue_name => ${options.queue ?? null},
    run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.key ?? null}, max_attempts => ${options.tries ?? null})`.execute(scope.db)
}

/** Runs queued jobs on connections of their own, so that a long one takes none from those who wait for an answer. */
export async function startJobs({ database, settings, log, tasks }: { database: Database; settings: Settings; log: Log; tasks: Tasks }): Promise<{ stop(): Promise<void> }> {
  // One for each running job, one that listens, one that fetches and settles.
  const own = openDatabase(database.url, { max: CONCURRENCY + 2 })
  const stopping = new AbortController()
  const bell = hangBell()
  const taskList: TaskList = Object.fromEntries(Object.entries(tasks).map(([name, task]) => [
    name,
    (payload: unknown, { abortSignal, job }: Pick<JobHelpers, 'abortSignal' | 'job'>) =>
      task({ database: own, settings, log, payload, signal: abortSignal ?? stopping.signal, isLastTry: job.attempts >= job.max_attempts }),
  ]))
  let poolId = ''
  let runner = await startRunner()
  void keepRunning()
  const keeping = keepAlive()

  return {
    async stop() {
      stopping.abort()
      bell.ring()
      const isDrained = await Promise.race([runner.stop().then(() => true, () => true), pause(RETURNED_AFTER, false)])
      await keeping
      if (isDrained) return own.close()
      // What still runs may yet use the connections; they end with the program, and what they held is free for others now.
      await unlock([poolId])
    },
  }

  function startRunner() {
    const events = new EventEmitter() as WorkerEvents
    events.on('pool:create', ({ workerPool }) => {
      poolId = workerPool.id
      bell.ring()
    })
    const options: RunnerOptions = {
      pgPool: own.pool,
      taskList,
      events,
      concurrency: CONCURRENCY,
      pollInterval: 2_000,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: ASKED_TO_END_AFTER,
      // Only its batched way of settling jobs survives a lost connection; the other one rejects where nobody listens.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: loggerOf(log),
    }
    return run(options)
  }

  // The library ends its runner when PostgreSQL stays away for too long; here the program outlives that.
  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await runner.promise
      } catch (error) {
        log.warn({ err: error }, 'Jobs stopped; they are started again.')
      }
      while (!stopping.signal.aborted) {
        await pause(RETRY)
        try {
          if (stopping.signal.aborted) return
          runner = await startRunner()
          if (stopping.signal.aborted) await runner.stop()
          break
        } catch (error) {
          log.warn({ err: error }, 'Jobs cannot be started yet.')
        }
      }
    }
  }

  // A killed program leaves its jobs locked, and the library frees those after four hours. An advisory lock ends with its
  // connection, so a lock that nobody holds means that whoever worked is gone, and somebody else goes on at once.
  async function keepAlive(): Promise<void> {
    let keeper: pg.Client | undefined
    let heldFor = ''
    while (!stopping.signal.aborted) {
      try {
        keeper ??= await connect(database.url, 'docket jobs')
        if (heldFor !== poolId) {
          await keeper.query('SELECT pg_advisory_unlock_all()')
          await keeper.query('SELECT pg_advisory_lock($1, hashtext($2) & 2147483647)', [ALIVE, poolId])
          heldFor = poolId
        }
        const { rows } = await keeper.query<{ locked_by: string }>(`SELECT DISTINCT j.locked_by FROM graphile_worker._private_jobs j
          WHERE j.locked_at < now() - interval '5 seconds' AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory'
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.classid = $1 AND l.objid = (hashtext(j.locked_by) & 2147483647)::oid AND l.objsubid = 2)`, [ALIVE])
        if (rows.length > 0) await unlock(rows.map((row) => row.locked_by))
        await bell.wait(BETWEEN_LOOKS)
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'The job queue cannot be looked after; trying again.')
        await keeper?.end().catch(() => {})
        keeper = undefined
        heldFor = ''
        await bell.wait(RETRY)
      }
    }
    await keeper?.end().catch(() => {})
  }

  async function unlock(poolIds: string[]): Promise<void> {
    await own.pool.query('SELECT graphile_worker.force_unlock_workers($1)', [poolIds])
  }
}

// What the library tells at other levels is of use only to whoever follows every step.
const levels: Record<string, 'error' | 'warn'> = { error: 'error', warning: 'warn' }

function loggerOf(log: Log): Logger {
  return new Logger(() => (level, message) => log[levels[level] ?? 'trace'](message))
}
