import { setTimeout as pause } from 'node:timers/promises'
import { openMetrics } from '#channels/api/metrics.ts'
import { startMetricsPort } from '#channels/api/metrics-port.ts'
import { startWeb } from '#channels/api/server.ts'
import { foundDemo } from '#features/demo/found-demo.ts'
import { firstRunToken } from '#features/identity/first-run.ts'
import { cannotStart, isCannotStart } from '#platform/cannot-start.ts'
import { assertRestricted, openDatabase } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { openFiles } from '#platform/files/open-files.ts'
import { openLog } from '#platform/log.ts'
import type { Log } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { checkOutsidePostgres } from '#platform/postgres/check-outside-postgres.ts'
import { startEmbeddedPostgres } from '#platform/postgres/start-embedded-postgres.ts'
import { readSettings, refuseNoAddress, refusePublicDemo } from '#platform/settings.ts'
import type { Settings } from '#platform/settings.ts'
import { operations, personOperations } from './operations.ts'
import { startWorker } from './worker.ts'

/** What runs, in the order it was started; it is stopped from the last to the first. */
const running: { name: string, stop(): Promise<void> }[] = []

const longestDrain = 5_000
const longestStop = 9_500
const oldestNode = 24

await run()

async function run() {
  try {
    if (Number(process.versions.node.split('.')[0]) < oldestNode) {
      throw cannotStart(`Docket needs Node ${oldestNode} or newer; this is ${process.version}. bin/start brings its own.`)
    }
    const settings = readSettings(process.env, process.argv.slice(2))
    if (settings.role !== 'worker') refuseNoAddress(settings.publicUrl)
    const log = openLog(settings.logLevel, { readable: process.stdout.isTTY })
    stopOnSignals(log)
    await start(settings, log)
  } catch (error) {
    process.stderr.write(isCannotStart(error) ? `${error.message}\n` : `Docket could not start: ${describe(error)}\n`)
    await stopEverything()
    process.exit(1)
  }
}

async function start(settings: Settings, log: Log) {
  const ownerUrl = await openPostgres(settings, log)
  const files = await openFiles(settings)
  await files.check()
  const { applied } = await migrate(ownerUrl)
  if (applied.length > 0) log.info({ migrations: applied.length }, 'The database is up to date.')
  const database = openDatabase(ownerUrl)
  running.push({ name: 'database', stop: () => database.close() })
  await assertRestricted(database)
  if (await holdsDemo(database)) refusePublicDemo(settings.host)

  const demo = settings.demo ? await foundDemo({ database, log }) : undefined
  const metrics = openMetrics(database)
  const metricsPort = await startMetricsPort({ metrics, settings: settings.metrics, log })
  if (metricsPort) running.push({ name: 'metrics', stop: () => metricsPort.stop() })
  if (settings.role !== 'web') {
    running.push({ name: 'worker', ...await startWorker({ database, files, settings, log }) })
  }
  if (settings.role === 'worker') return log.info('The worker is running.')
  const web = await startWeb({ database, files, settings, log, metrics, operations, personOperations })
  running.push({ name: 'web', stop: () => web.stop() })
  const token = settings.entry.signUp === 'invited' && settings.entry.needsFirstRunToken ? await firstRunToken(database.db) : undefined
  if (token) process.stderr.write(`Nothing is founded here yet. Found the first organization at ${settings.publicUrl}/found#${token}\n`)
  process.stdout.write(`\nDocket is running at ${settings.publicUrl}\n`)
  if (demo) process.stdout.write(`Sign in to the demo with ${demo.email} and the password ${demo.password}\n`)
  process.stdout.write('\n')
}

/** Also a start with `--empty` may find the demo of an earlier start. */
async function holdsDemo({ pool }: Database): Promise<boolean> {
  const { rowCount } = await pool.query(`select from installation where key = 'demo'`)
  return rowCount !== 0
}

async function openPostgres(settings: Settings, log: Log): Promise<string> {
  if (settings.databaseUrl) {
    await checkOutsidePostgres(settings.databaseUrl)
    return settings.databaseUrl
  }
  const { dataDirectory, postgresBinaries } = settings
  const postgres = await startEmbeddedPostgres({ dataDirectory, log, binaries: postgresBinaries })
  running.push({ name: 'postgres', stop: () => postgres.stop() })
  return postgres.ownerUrl
}

/** The first signal drains and stops; one sent later, by somebody who does not want to wait, ends it at once. */
function stopOnSignals(log: Log) {
  let askedAt: number | undefined
  const stop = (reason: string, code: number) => {
    // A terminal and the npm or watcher in between each pass the same Ctrl-C on: that is one wish, not two.
    if (askedAt !== undefined && Date.now() - askedAt < 1_000) return
    if (askedAt !== undefined) process.exit(1)
    askedAt = Date.now()
    log.info(`${reason}: finishing what is being done, then stopping.`)
    void stopEverything().then(() => process.exit(code))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal, 0))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'Something failed that nobody had foreseen.')
    stop('A failure', 1)
  })
}

/** Roles drain together and have a limit; PostgreSQL is always asked to stop, and finishes even if we are gone first. */
async function stopEverything() {
  setTimeout(() => process.exit(1), longestStop).unref()
  const roles = running.filter(({ name }) => name === 'web' || name === 'worker' || name === 'metrics')
  await Promise.race([Promise.allSettled(roles.map((role) => role.stop())), pause(longestDrain)])
  const database = running.find(({ name }) => name === 'database')
  await Promise.race([database?.stop().catch(() => {}), pause(1_000)])
  await running.find(({ name }) => name === 'postgres')?.stop().catch(() => {})
}

function describe(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error)
}
