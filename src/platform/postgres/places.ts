import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs'
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

/**
 * The data directory itself, or where the server's account cannot reach it, a place under /var/lib that a symlink in the
 * data directory names: whoever removes or moves the data directory removes or moves this database, and no other.
 */
function chooseHome(dataDirectory: string, account: ServerAccount, log: Log): string {
  letThrough(account, dataDirectory)
  const link = path.join(dataDirectory, 'postgres')
  const linked = readLink(link)
  if (!linked && canReach(account, dataDirectory)) return dataDirectory
  if (!linked && existsSync(link)) {
    throw cannotStart(`The account ${account?.name} can no longer reach the database in ${link}. Let it pass through the `
      + 'directories above, or move the data directory to where it can.')
  }
  const home = linked ? path.dirname(linked) : `/var/lib/docket/data-${randomBytes(8).toString('hex')}`
  mkdirSync(home, { recursive: true, mode: 0o755 })
  if (!linked) symlinkSync(path.join(home, 'postgres'), link)
  log.info(`The account ${account?.name} cannot reach ${dataDirectory}, so the database lives in ${home}.`)
  return home
}

function readLink(file: string): string | undefined {
  try {
    return readlinkSync(file)
  } catch {
    return undefined
  }
}

/** The cluster's own directory is closed to others already; only a path too long for a socket needs another place. */
function chooseSocketDirectory(cluster: string, account: ServerAccount): string {
  if (Buffer.byteLength(cluster) <= longestSocketDirectory) return cluster
  const directory = `/tmp/docket-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
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
