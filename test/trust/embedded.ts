import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterEach } from 'vitest'

/** A running program that keeps an embedded PostgreSQL. */
export type Program = { pid: number, ownerUrl: string, kill(signal: NodeJS.Signals): Promise<void> }

const cleanUps: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** A directory that is removed after the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'docket-trust-'))
  await chmod(directory, 0o755)
  cleanUps.push(() => rm(directory, { recursive: true, force: true }))
  return directory
}

/** Starts the program and waits until its database answers; a program that refuses rejects with its words. */
export async function startProgram(dataDirectory: string): Promise<Program> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'embedded-program.ts'), dataDirectory],
    { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => { words += chunk.toString() })
  const ownerUrl = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    once(child, 'close').then(() => { throw new Error(words.trim()) })
  ])
  const program = {
    pid: child.pid ?? 0,
    ownerUrl,
    async kill(signal: NodeJS.Signals) {
      child.kill(signal)
      await exited
    }
  }
  cleanUps.push(() => endWithServer(child.exitCode === null && child.signalCode === null ? program : undefined, ownerUrl))
  return program
}

/** Runs one statement as the owner and returns its first value. */
export async function ask(ownerUrl: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** The process id of the server behind this address. */
export async function serverPid(ownerUrl: string): Promise<number> {
  return Number(await ask(ownerUrl, `select split_part(pg_read_file('postmaster.pid'), chr(10), 1)`))
}

/** A test may have killed the program and left its server running: nothing may outlive the test. */
async function endWithServer(program: Program | undefined, ownerUrl: string): Promise<void> {
  await program?.kill('SIGTERM')
  const pid = await serverPid(ownerUrl).catch(() => undefined)
  if (pid) process.kill(pid, 'SIGINT')
}
