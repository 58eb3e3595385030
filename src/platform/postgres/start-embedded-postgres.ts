import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { cannotStart } from '../cannot-start.ts'
import type { Log } from '../log.ts'
import { findBinaries } from './binaries.ts'
import { inUse, lockDataDirectory } from './data-directory-lock.ts'
import { makeClusterIfMissing } from './make-cluster.ts'
import { oldestSupported } from './oldest-supported.ts'
import { preparePlaces } from './places.ts'
import { clusterUrl, runPostmaster, stopPostmaster, type Cluster } from './postmaster.ts'
import { chooseServerAccount } from './server-account.ts'

export type EmbeddedPostgres = { ownerUrl: string, stop(): Promise<void> }
export type EmbeddedPostgresOptions = {
  dataDirectory: string
  log: Log
  /** Other programs than those that come with Docket (DOCKET_PG_BIN). */
  binaries?: string | undefined
  /** False only for tests, which may lose everything with the machine. */
  durable?: boolean
}

const longestStop = 8_000
const keeperLock = '7236837563116417536'

/**
 * Starts (or takes over) the PostgreSQL of this data directory and keeps it running until `stop`. The keeper is one
 * session that holds the directory's advisory lock; losing it is how a dead server is noticed, adopted ones included.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options
  if (process.platform !== 'linux') {
    throw cannotStart(`The embedded PostgreSQL runs on Linux. Set DATABASE_URL to a PostgreSQL ${oldestSupported} or newer instead.`)
  }
  const dataDirectory = openDataDirectory(options.dataDirectory)
  const lock = lockDataDirectory(dataDirectory)
  try {
    const account = chooseServerAccount()
    const binaries = findBinaries(options.binaries, account, log)
    const places = preparePlaces(dataDirectory, account, log)
    await makeClusterIfMissing(places.cluster, binaries, account, { durable })
    const cluster = { places, binaries, account, durable }
    const running = await keepRunning(cluster, dataDirectory, log)
    return {
      ownerUrl: running.ownerUrl,
      async stop() {
        await running.stop()
        lock.release()
      }
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function openDataDirectory(asked: string): string {
  try {
    mkdirSync(asked, { recursive: true })
    accessSync(asked, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(asked)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw cannotStart(`The data directory ${asked} cannot be used: ${reason}. Set DOCKET_DATA to a directory of your own.`, error)
  }
}

async function keepRunning(cluster: Cluster, dataDirectory: string, log: Log): Promise<EmbeddedPostgres> {
  const state = { stopping: false }
  const { socketDirectory } = await runPostmaster(cluster, log)
  let keeper = await openKeeper(socketDirectory, dataDirectory, onLoss)
  let restarting: Promise<void> | undefined

  function onLoss() {
    if (state.stopping || restarting) return
    restarting = restart().finally(() => { restarting = undefined })
  }

  async function restart() {
    log.error('PostgreSQL went away; starting it again.')
    for (let attempt = 1; !state.stopping; attempt += 1) {
      try {
        keeper = await openKeeper((await runPostmaster(cluster, log)).socketDirectory, dataDirectory, onLoss)
        log.info('PostgreSQL is running again.')
        return
      } catch (error) {
        log.error({ err: error }, `PostgreSQL could not be started again (attempt ${attempt}); trying on.`)
        await pause(Math.min(10_000, 100 * 2 ** attempt))
      }
    }
  }

  return {
    ownerUrl: clusterUrl(socketDirectory, 'docket'),
    async stop() {
      state.stopping = true
      await Promise.race([restarting, pause(longestStop / 2, undefined, { ref: false })])
      await keeper.end().catch(() => {})
      await stopPostmaster(cluster, longestStop)
    }
  }
}

async function openKeeper(socketDirectory: string, dataDirectory: string, onLoss: () => void): Promise<Client> {
  await createDatabaseIfMissing(socketDirectory)
  const keeper = new Client({
    connectionString: clusterUrl(socketDirectory, 'docket'), application_name: `docket keeper ${process.pid}`, keepAlive: true
  })
  keeper.on('error', () => {})
  await keeper.connect()
  try {
    await takeKeeperLock(keeper, dataDirectory)
  } catch (error) {
    await keeper.end()
    throw error
  }
  keeper.on('end', onLoss)
  return keeper
}

/** The session of a program just killed may need a moment to end, so the lock is asked for a little while. */
async function takeKeeperLock(keeper: Client, dataDirectory: string): Promise<void> {
  for (const deadline = Date.now() + 3_000; ; await pause(25)) {
    const { rows } = await keeper.query('select pg_try_advisory_lock($1) as taken', [keeperLock])
    if ((rows as { taken: boolean }[])[0]?.taken) return
    if (Date.now() > deadline) throw inUse(dataDirectory, await keeperLockHolder(keeper))
  }
}

async function keeperLockHolder(keeper: Client): Promise<string> {
  const { rows } = await keeper.query(`
    select replace(application_name, 'docket keeper ', '') as pid from pg_stat_activity
    where application_name like 'docket keeper %' and pid <> pg_backend_pid()`)
  return (rows as { pid: string }[])[0]?.pid ?? 'unknown'
}

async function createDatabaseIfMissing(socketDirectory: string): Promise<void> {
  const client = new Client({ connectionString: clusterUrl(socketDirectory, 'postgres') })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'docket'`)
    if (rowCount === 0) await client.query('create database docket')
  } finally {
    await client.end()
  }
}
