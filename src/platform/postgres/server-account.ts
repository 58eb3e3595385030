import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readFileSync, statSync } from 'node:fs'

/** Who the server runs as. PostgreSQL refuses root, so root hands it to an unprivileged account of the machine. */
export type ServerAccount = { uid: number, gid: number, name: string } | undefined

/** Nobody in particular (ourselves), or when we are root the account `postgres`, or else `nobody`. */
export function chooseServerAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  const found = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  return found ? { uid: Number(found[2]), gid: Number(found[3]), name: String(found[0]) } : { uid: 65534, gid: 65534, name: 'nobody' }
}

/** Whether the account can walk to this file or directory; asked of the kernel, so that ACLs and mounts count. */
export function canReach(account: ServerAccount, target: string): boolean {
  if (!account) return true
  const answer = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', target], { uid: account.uid, gid: account.gid, cwd: '/' })
  return answer.status === 0
}

/** Lets the account's group pass through a directory that is ours, and nothing more. */
export function letThrough(account: ServerAccount, directory: string): void {
  if (!account || canReach(account, directory)) return
  const { uid, mode } = statSync(directory)
  if (uid !== process.getuid?.()) return
  chownSync(directory, uid, account.gid)
  chmodSync(directory, (mode & 0o7777) | 0o010)
}

/** Gives a directory to the account, closed to everybody else. */
export function giveTo(account: ServerAccount, directory: string): void {
  if (account) chownSync(directory, account.uid, account.gid)
  chmodSync(directory, 0o700)
}
