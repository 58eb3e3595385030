import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { cannotStart } from '../cannot-start.ts'
import type { Log } from '../log.ts'
import { canReach, giveTo, letThrough } from './server-account.ts'
import type { ServerAccount } from './server-account.ts'

/** Where things lie: `home` holds the cluster, and in it or beside it the socket. */
export type Places = { home: string, cluster: string, socketDirectory: string }

// A socket's whole path must fit in 107 bytes; its name takes 14 and PostgreSQL's lock beside it 5 more.
const longestSocketDirectory = 88

/** Chooses where the cluster and its socket live, and makes those directories ready for the server's account. */
export function preparePlaces(dataDirectory: string, account: ServerAccount, log: Log): Places {
  const home = chooseHome(dataDirectory, account, log)
  const cluster = path.join(home, 'postgres')
  return { home, cluster, socketDirectory: chooseSocketDirectory(cluster, account) }
}

function chooseHome(dataDirectory: string, account: ServerAccount, log: Log): string {
  letThrough(account, dataDirectory)
  if (canReach(account, dataDirectory)) return dataDirectory
  const home = `/var/lib/docket/data-${shortHash(dataDirectory)}`
  mkdirSync(home, { recursive: true, mode: 0o755 })
  letThrough(account, home)
  log.info(`The account ${account?.name} cannot reach ${dataDirectory}, so the database lives in ${home}.`)
  return home
}

/** The cluster's own directory is closed to others already; only a path too long for a socket needs another place. */
function chooseSocketDirectory(cluster: string, account: ServerAccount): string {
  if (Buffer.byteLength(cluster) <= longestSocketDirectory) return cluster
  const directory = `/tmp/docket-${shortHash(cluster)}`
  const owner = account?.uid ?? process.getuid?.()
  try {
    mkdirSync(directory, { mode: 0o700 })
    giveTo(account, directory)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = statSync(directory)
  if (found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw cannotStart(`${directory} should hold the database's socket but belongs to somebody else. Remove it, or set `
      + 'DOCKET_DATA to a shorter path.')
  }
  return directory
}

/** The same directory by any name gives the same short name. */
function shortHash(directory: string): string {
  const whole = path.join(realpathSync(path.dirname(directory)), path.basename(directory))
  return createHash('sha256').update(whole).digest('hex').slice(0, 16)
}
