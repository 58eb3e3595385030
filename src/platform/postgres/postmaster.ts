import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { cannotStart } from '../cannot-start.ts'
import type { Log } from '../log.ts'
import type { Binaries } from './binaries.ts'
import type { Places } from './places.ts'
import { findProcess, processesNamed } from './processes.ts'
import type { Process } from './processes.ts'
import type { ServerAccount } from './server-account.ts'
import { serverSettings } from './server-settings.ts'

export type Cluster = { places: Places, binaries: Binaries, account: ServerAccount, durable: boolean }
export type Postmaster = { pid: number, socketDirectory: string }

const longestStart = 60_000

/** A running server on this cluster: the one a killed program left behind, or a new one. */
export async function runPostmaster(cluster: Cluster, log: Log): Promise<Postmaster> {
  const left = await adoptPostmaster(cluster)
  if (left) {
    log.info(`PostgreSQL is still running (process ${left.pid}); taking it over.`)
    return left
  }
  return startPostmaster(cluster, log)
}

/** Asks the server to end every session and stop (fast shutdown); after the limit it stops without the last checkpoint. */
export async function stopPostmaster({ places: { cluster } }: Cluster, limit: number): Promise<void> {
  const noted = readPidFile(cluster)
  const running = noted && findProcess(noted.pid)
  if (!running || !isServerOf(cluster, running)) return
  signal(running.pid, 'SIGINT')
  if (await gone(running, limit - 500)) return
  signal(running.pid, 'SIGQUIT')
  await gone(running, 500)
}

/** The address of a database of this cluster for its superuser. */
export function clusterUrl(socketDirectory: string, database: string): string {
  return `postgresql://postgres@${encodeURIComponent(socketDirectory)}/${database}`
}

/**
 * The server that already runs on this very directory. Its pid file alone proves nothing (ids are reused, directories
 * are copied and moved), so the server itself is asked whether it sees a file just written there.
 */
async function adoptPostmaster({ places }: Cluster): Promise<Postmaster | undefined> {
  const deadline = Date.now() + longestStart
  for (;;) {
    const noted = readPidFile(places.cluster)
    for (const socketDirectory of new Set([places.socketDirectory, noted?.socketDirectory || places.socketDirectory])) {
      const answer = await askIfOurs(places.cluster, socketDirectory)
      if (answer === 'ours' && noted) return { pid: noted.pid, socketDirectory }
      if (answer === 'foreign') {
        removePidFiles(places)
        return undefined
      }
    }
    const running = noted && findProcess(noted.pid)
    if (!running || !isServerOf(places.cluster, running)) return undefined
    if (Date.now() > deadline) {
      throw cannotStart(`PostgreSQL (process ${running.pid}) is running on ${places.cluster} but does not answer.`)
    }
    await pause(50)
  }
}

async function startPostmaster(cluster: Cluster, log: Log): Promise<Postmaster> {
  const { places } = cluster
  const deadline = Date.now() + longestStart
  for (let attempt = 1; ; attempt += 1) {
    removeForeignPidFile(places)
    const outcome = await launch(cluster, deadline)
    if ('pid' in outcome) return outcome
    const leftovers = orphans(places.cluster)
    if (attempt >= 5 || (leftovers.length === 0 && attempt > 1)) {
      throw cannotStart(`PostgreSQL did not start: ${outcome.said || 'it gave no reason'}`)
    }
    // Children that outlived a killed postmaster still hold its shared memory; they get a moment, then a request to quit.
    log.warn(`PostgreSQL did not start (attempt ${attempt}); waiting for ${leftovers.length} processes left of the last one.`)
    if (attempt > 1) for (const child of leftovers) signal(child.pid, 'SIGQUIT')
    for (const child of leftovers) await gone(child, 1_000)
  }
}

/** Starts the server in its own session, so that Ctrl-C reaches Docket first and a killed Docket leaves it running. */
async function launch(cluster: Cluster, deadline: number): Promise<Postmaster | { said: string }> {
  const { places, binaries, account, durable } = cluster
  const startLog = path.join(places.home, 'postgres-start.log')
  const output = openSync(startLog, 'w', 0o600)
  const settings = serverSettings({ socketDirectory: places.socketDirectory, mark: markOf(places.cluster), durable })
  const child = spawn(path.join(binaries.directory, 'postgres'), ['-D', places.cluster, ...settings], {
    uid: account?.uid, gid: account?.gid, cwd: '/', detached: true, stdio: ['ignore', output, output], env: { LC_ALL: 'C.UTF-8' }
  })
  closeSync(output)
  child.unref()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  const state = { ended: false }
  void ended.then(() => { state.ended = true })
  while (!state.ended && child.pid !== undefined) {
    if (await askIfOurs(places.cluster, places.socketDirectory) === 'ours') {
      return { pid: child.pid, socketDirectory: places.socketDirectory }
    }
    if (Date.now() > deadline) {
      await stopPostmaster(cluster, 2_000)
      break
    }
    await Promise.race([ended, pause(20)])
  }
  return { said: readFileSync(startLog, 'utf8').trim() }
}

async function askIfOurs(cluster: string, socketDirectory: string): Promise<'ours' | 'foreign' | 'silent'> {
  const token = `docket-${process.pid}-${Date.now()}`
  const client = new Client({ connectionString: clusterUrl(socketDirectory, 'postgres'), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    writeFileSync(path.join(cluster, token), '')
    const { rows } = await client.query('select (pg_stat_file($1, true)).size is not null as seen', [token])
    return (rows as { seen: boolean }[])[0]?.seen ? 'ours' : 'foreign'
  } catch {
    return 'silent'
  } finally {
    rmSync(path.join(cluster, token), { force: true })
    await client.end().catch(() => {})
  }
}

/**
 * After a reboot, or in a restarted container, the noted id may belong to any other program (or to a zombie nobody
 * reaps), and PostgreSQL would then refuse to start. An id that is free is left to PostgreSQL, which also looks for
 * shared memory that is still in use.
 */
function removeForeignPidFile(places: Places): void {
  const { cluster } = places
  const noted = readPidFile(cluster)
  if (!noted || !isAlive(noted.pid)) return
  const running = findProcess(noted.pid)
  if (running && isServerOf(cluster, running)) return
  if (orphans(cluster).length === 0) removePidFiles(places)
}

function removePidFiles({ cluster, socketDirectory }: Places): void {
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
  rmSync(path.join(socketDirectory, '.s.PGSQL.5432.lock'), { force: true })
}

function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, socketDirectory: lines[4] ?? '' } : undefined
  } catch {
    return undefined
  }
}

function isServerOf(cluster: string, { command }: Process): boolean {
  return /^\S*postgres\b/.test(command) && (command.includes(markOf(cluster)) || command.includes(cluster))
}

/** Server children whose postmaster is gone: a living one would be their parent. */
function orphans(cluster: string): Process[] {
  return processesNamed(`postgres: ${markOf(cluster)}`)
    .filter(({ parent }) => !/postgres\b/.test(findProcess(parent)?.command ?? ''))
}

/** PostgreSQL's own identifier of the cluster, shown in the title of each of its processes. */
function markOf(cluster: string): string {
  const identifier = readFileSync(path.join(cluster, 'global/pg_control')).readBigUInt64LE(0)
  return `docket-${identifier.toString(16)}`
}

async function gone(known: Process, limit: number): Promise<boolean> {
  const deadline = Date.now() + limit
  while (findProcess(known.pid)?.startedAt === known.startedAt) {
    if (Date.now() > deadline) return false
    await pause(20)
  }
  return true
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself in the meantime, which is what was wanted.
  }
}
