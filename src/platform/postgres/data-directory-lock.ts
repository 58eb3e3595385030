import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cannotStart } from '../cannot-start.ts'
import { findProcess } from './processes.ts'

type Holder = { pid: number, startedAt: string }

/**
 * Takes the data directory for this program, or refuses in words. A lock left behind by a killed program is recovered:
 * a process is known by its id and its start time, so a reused id is not mistaken for the holder.
 */
export function lockDataDirectory(dataDirectory: string): { release(): void } {
  const lockFile = path.join(dataDirectory, 'docket.lock')
  const mine = JSON.stringify(holderOf(process.pid))
  const draft = `${lockFile}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    while (!claim(draft, lockFile)) {
      const seen = readLock(lockFile)
      const holder = seen && livingHolder(seen)
      if (holder) throw inUse(dataDirectory, holder.pid)
      if (seen !== undefined) setAsideStaleLock(lockFile, seen)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    release() {
      if (readLock(lockFile) === mine) rmSync(lockFile, { force: true })
    }
  }
}

/** The refusal a second program gets. */
export function inUse(dataDirectory: string, pid: number | string): Error {
  return cannotStart(`Another Docket (process ${pid}) is using this data directory (${dataDirectory}). `
    + 'Stop it first, or set DOCKET_DATA to another directory.')
}

/** A hard link is made or not made, with its content, in one step; two programs cannot both make it. */
function claim(draft: string, lockFile: string): boolean {
  try {
    linkSync(draft, lockFile)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Between reading and removing, another program may have recovered the lock; then its lock is put back. */
function setAsideStaleLock(lockFile: string, seen: string): void {
  const aside = `${lockFile}.stale-${process.pid}`
  try {
    renameSync(lockFile, aside)
  } catch {
    return
  }
  if (readLock(aside) !== seen) claim(aside, lockFile)
  rmSync(aside, { force: true })
}

function readLock(lockFile: string): string | undefined {
  try {
    return readFileSync(lockFile, 'utf8')
  } catch {
    return undefined
  }
}

function livingHolder(lock: string): Holder | undefined {
  try {
    const holder = JSON.parse(lock) as Holder
    return findProcess(holder.pid)?.startedAt === holder.startedAt ? holder : undefined
  } catch {
    return undefined
  }
}

function holderOf(pid: number): Holder {
  return { pid, startedAt: findProcess(pid)?.startedAt ?? '' }
}
