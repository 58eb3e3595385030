import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { ownDatabase } from '#test/own-database.ts'
import { patience } from '#test/patience.ts'
import { addJob, startJobs, type Tasks } from './jobs.ts'
import { openLog } from './log.ts'
import { withScope } from './scope.ts'
import { readSettings } from './settings.ts'
import { systemCaller } from './system-caller.ts'

const { database } = await ownDatabase()
const log = openLog('silent', { readable: false })
const settings = readSettings({}, [])
const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
  await sql`DELETE FROM graphile_worker._private_jobs`.execute(database.db)
})

async function start(tasks: Tasks) {
  const jobs = await startJobs({ database, settings, log, tasks })
  running.push(jobs)
  return jobs
}

function queue(task: string, payload: object, outcome: 'commit' | 'roll back' = 'commit') {
  return withScope(database, systemCaller(newId(), 'test'), {}, async (scope) => {
    await addJob(scope, task, payload)
    if (outcome === 'roll back') throw new Error('rolled back')
  })
}

async function jobsLeft() {
  const { rows } = await sql<{ locked_by: string | null }>`SELECT locked_by FROM graphile_worker._private_jobs`.execute(database.db)
  return rows
}

test('a job runs once when its change is committed, and never when it is rolled back', async () => {
  const seen: unknown[] = []
  await start({ greet: async ({ payload }) => void seen.push(payload) })
  await queue('greet', { n: 1 }, 'roll back').catch(() => {})
  await queue('greet', { n: 2 })
  await vi.waitFor(async () => expect(await jobsLeft()).toHaveLength(0), patience)
  expect(seen).toEqual([{ n: 2 }])
})

test('a job that a killed program held is run by another at once', async () => {
  await queue('greet', { n: 3 })
  await sql`UPDATE graphile_worker._private_jobs SET locked_by = 'pool-of-the-dead', locked_at = now() - interval '6 seconds', attempts = 1`.execute(database.db)
  const seen: unknown[] = []
  await start({ greet: async ({ payload }) => void seen.push(payload) })
  await vi.waitFor(() => expect(seen).toEqual([{ n: 3 }]), { timeout: 5_000 })
})

test('a job that runs long is left alone by every other program', async () => {
  let runs = 0
  const end = Promise.withResolvers<void>()
  const long: Tasks = { long: async () => { runs++; await end.promise } }
  await start(long)
  await queue('long', {})
  await vi.waitFor(() => expect(runs).toBe(1), patience)
  await sql`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute'`.execute(database.db)
  const other = await start(long)
  await other.stop()
  running.pop()
  expect(runs).toBe(1)
  expect(await jobsLeft()).toMatchObject([{ locked_by: expect.stringContaining('pool') }])
  end.resolve()
})

test('stopping asks running jobs to end, waits for no one longer than five seconds, and returns what is left', async () => {
  const asked = Promise.withResolvers<void>()
  let begun = 0
  const jobs = await start({
    polite: async ({ signal }) => { begun++; signal.addEventListener('abort', () => asked.resolve()); await asked.promise },
    deaf: async () => { begun++; await new Promise(() => {}) },
  })
  await queue('polite', {})
  await queue('deaf', {})
  await vi.waitFor(() => expect(begun).toBe(2), patience)
  const began = performance.now()
  running.pop()
  await jobs.stop()
  expect(performance.now() - began).toBeLessThan(7_000)
  await asked.promise
  expect(await jobsLeft()).toMatchObject([{ locked_by: null }])
})
