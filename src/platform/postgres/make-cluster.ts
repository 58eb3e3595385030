import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { cannotStart } from '../cannot-start.ts'
import type { Binaries } from './binaries.ts'
import { giveTo } from './server-account.ts'
import type { ServerAccount } from './server-account.ts'

/** Makes the cluster when there is none; one that is there must be of the binaries' major version. */
export async function makeClusterIfMissing(
  cluster: string, binaries: Binaries, account: ServerAccount, options: { durable: boolean }
): Promise<void> {
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return checkVersion(cluster, binaries)
  const draft = `${cluster}.being-made`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft)
  giveTo(account, draft)
  await initdb(draft, binaries, account, options)
  // Renamed when complete: a program killed during initdb leaves no half a cluster to be taken for a whole one.
  renameSync(draft, cluster)
}

async function initdb(
  directory: string, binaries: Binaries, account: ServerAccount, { durable }: { durable: boolean }
): Promise<void> {
  // The order of text must not change with the machine's C library; from 17 on PostgreSQL brings its own C.UTF-8.
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const settings = [
    '-D', directory, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', ...locale,
    '--auth-local=trust', '--auth-host=reject', '--no-instructions', ...(durable ? [] : ['--no-sync'])
  ]
  try {
    await promisify(execFile)(path.join(binaries.directory, 'initdb'), settings, { ...account, cwd: '/', env: { LC_ALL: 'C.UTF-8' } })
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() ?? String(error)
    throw cannotStart(`PostgreSQL could not make its data directory ${directory}: ${said}`, error)
  }
}

function checkVersion(cluster: string, binaries: Binaries): void {
  const made = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (Number(made) === binaries.major) return
  throw cannotStart(`The data in ${cluster} was written by PostgreSQL ${made}, but ${binaries.directory} is PostgreSQL `
    + `${binaries.major}. Point DOCKET_PG_BIN at PostgreSQL ${made}, or move the data with bin/docket backup and restore.`)
}
