import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readFile, readlink, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { findProcess } from '#platform/postgres/processes.ts'
import { patience } from '#test/patience.ts'
import { ask, serverPid, startProgram, temporaryDirectory } from './embedded.ts'

const execute = promisify(execFile)
const keepRow = `create table kept as select 'acknowledged' as word`
const readRow = 'select word from kept'
test('a second program on the same data directory is refused in words', async () => {
  const data = await temporaryDirectory()
  const first = await startProgram(data)
  await expect(startProgram(data)).rejects.toThrow(
    `Another Docket (process ${first.pid}) is using this data directory (${await realpath(data)})`)
  expect(await ask(first.ownerUrl, 'select 1')).toBe(1)
})

test('even without the lock file a second program is refused, because the database itself is held', async () => {
  const data = await temporaryDirectory()
  const first = await startProgram(data)
  await rm(path.join(data, 'docket.lock'))
  await expect(startProgram(data)).rejects.toThrow(`Another Docket (process ${first.pid}) is using this data directory`)
  expect(await ask(first.ownerUrl, 'select 1')).toBe(1)
})

test('stopping ends the server and frees the directory', async () => {
  const data = await temporaryDirectory()
  const first = await startProgram(data)
  await first.kill('SIGTERM')
  await expect(readFile(path.join(data, 'postgres/postmaster.pid'))).rejects.toThrow('ENOENT')
  const second = await startProgram(data)
  expect(await ask(second.ownerUrl, 'select 1')).toBe(1)
})

test('after kill -9 of the program the next one takes over the running server', async () => {
  const data = await temporaryDirectory()
  const first = await startProgram(data)
  await ask(first.ownerUrl, keepRow)
  const server = await serverPid(first.ownerUrl)
  await first.kill('SIGKILL')
  const second = await startProgram(data)
  expect(await serverPid(second.ownerUrl)).toBe(server)
  expect(await ask(second.ownerUrl, readRow)).toBe('acknowledged')
})

test('a taken-over server is stopped and restarted like one we started', async () => {
  const data = await temporaryDirectory()
  await (await startProgram(data)).kill('SIGKILL')
  const second = await startProgram(data)
  const server = await serverPid(second.ownerUrl)
  process.kill(server, 'SIGKILL')
  const again = await vi.waitUntil(() => newServer(second.ownerUrl, server), patience)
  await second.kill('SIGTERM')
  expect(findProcess(again)).toBeUndefined()
})

test('after kill -9 of the server the program starts it again, busy sessions or not', async () => {
  const data = await temporaryDirectory()
  const program = await startProgram(data)
  await ask(program.ownerUrl, keepRow)
  const busy = new Client({ connectionString: program.ownerUrl })
  busy.on('error', () => {})
  await busy.connect()
  // Spins without ever looking whether its postmaster lives, so its shared memory stays in use.
  const spinning = busy.query('select count(*) from generate_series(1, 1000000000)').catch(() => 'cut off')
  const server = await serverPid(program.ownerUrl)
  process.kill(server, 'SIGKILL')
  await vi.waitUntil(() => newServer(program.ownerUrl, server), patience)
  expect(await ask(program.ownerUrl, readRow)).toBe('acknowledged')
  expect(await spinning).toBe('cut off')
})

test('after kill -9 of both, everything acknowledged is there', async () => {
  const data = await temporaryDirectory()
  const first = await startProgram(data)
  await ask(first.ownerUrl, keepRow)
  const server = await serverPid(first.ownerUrl)
  await first.kill('SIGKILL')
  process.kill(server, 'SIGKILL')
  const second = await startProgram(data)
  expect(await ask(second.ownerUrl, readRow)).toBe('acknowledged')
})

test('a pid file that names somebody else\'s process does not stop the start, nor that process', async () => {
  const data = await temporaryDirectory()
  const first = await startProgram(data)
  const server = await serverPid(first.ownerUrl)
  const pidFile = path.join(data, 'postgres/postmaster.pid')
  const noted = await readFile(pidFile, 'utf8')
  await first.kill('SIGTERM')
  await writeFile(pidFile, noted.replace(String(server), String(process.pid)))
  const second = await startProgram(data)
  expect(await serverPid(second.ownerUrl)).not.toBe(process.pid)
})

test('a copy of a data directory in use gets a server of its own', async () => {
  const data = await temporaryDirectory()
  const original = await startProgram(data)
  await ask(original.ownerUrl, keepRow)
  await ask(original.ownerUrl, 'checkpoint')
  const copy = await temporaryDirectory()
  await cp(path.join(data, 'postgres'), path.join(copy, 'postgres'), {
    recursive: true, preserveTimestamps: true, filter: (source) => !source.endsWith('.s.PGSQL.5432')
  })
  await execute('chown', ['-R', `--reference=${path.join(data, 'postgres')}`, path.join(copy, 'postgres')])
  const second = await startProgram(copy)
  expect(await serverPid(second.ownerUrl)).not.toBe(await serverPid(original.ownerUrl))
  expect(await ask(original.ownerUrl, readRow)).toBe('acknowledged')
})

test('data written by another PostgreSQL version, or no directory at all, is refused in words', async () => {
  const data = await temporaryDirectory()
  await mkdir(path.join(data, 'postgres'))
  await writeFile(path.join(data, 'postgres/PG_VERSION'), '14\n')
  await expect(startProgram(data)).rejects.toThrow('was written by PostgreSQL 14')
  await expect(startProgram(path.join(data, 'postgres/PG_VERSION'))).rejects.toThrow('cannot be used')
})

test('a path too long for a socket works, too', async () => {
  const data = path.join(await temporaryDirectory(), 'a'.repeat(60), 'b'.repeat(60))
  await mkdir(data, { recursive: true })
  const program = await startProgram(data)
  const socketDirectory = /@(%2Ftmp%2Fdocket-[0-9a-f]{16})\//.exec(program.ownerUrl)?.[1] ?? 'not under /tmp'
  expect(await ask(program.ownerUrl, 'select current_database()')).toBe('docket')
  await program.kill('SIGTERM')
  await rmdir(decodeURIComponent(socketDirectory))
})

test.runIf(process.getuid?.() === 0)('as root, in a directory nobody else may enter, the data goes elsewhere', async () => {
  const closed = await temporaryDirectory()
  await chmod(closed, 0o700)
  const data = path.join(closed, 'clone/data')
  await mkdir(data, { recursive: true })
  const first = await startProgram(data)
  const cluster = await readlink(path.join(data, 'postgres'))
  try {
    expect(cluster).toMatch(/^\/var\/lib\/docket\/data-[0-9a-f]{16}\/postgres$/)
    expect(await ask(first.ownerUrl, 'show data_directory')).toBe(cluster)
    await ask(first.ownerUrl, keepRow)
    await first.kill('SIGTERM')
    await rename(path.join(closed, 'clone'), path.join(closed, 'moved'))
    const second = await startProgram(path.join(closed, 'moved/data'))
    expect(await ask(second.ownerUrl, readRow)).toBe('acknowledged')
    await second.kill('SIGTERM')
  } finally {
    await rm(path.dirname(cluster), { recursive: true, force: true })
  }
})

async function newServer(ownerUrl: string, before: number): Promise<number | false> {
  const now = await serverPid(ownerUrl).catch(() => before)
  return now !== before && now
}
