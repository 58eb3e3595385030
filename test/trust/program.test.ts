import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test, vi } from 'vitest'
import { findProcess } from '#platform/postgres/processes.ts'
import { serverPid, temporaryDirectory } from './embedded.ts'

type Docket = { address: string, kill(signal: NodeJS.Signals): Promise<number | null>, ownerUrl: string }

const patience = { timeout: 20_000, interval: 50 }
const running: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of running.splice(0)) await end()
})

test('Docket starts, answers, drains on SIGTERM within ten seconds and leaves nothing running', async () => {
  const docket = await startDocket(await temporaryDirectory())
  expect((await fetch(`${docket.address}/healthz`)).status).toBe(200)
  const server = await serverPid(docket.ownerUrl)
  const asked = Date.now()
  expect(await docket.kill('SIGTERM')).toBe(0)
  expect(Date.now() - asked).toBeLessThan(10_000)
  expect(findProcess(server)).toBeUndefined()
})

test('after kill -9 of PostgreSQL Docket is ready again by itself', async () => {
  const docket = await startDocket(await temporaryDirectory())
  const server = await serverPid(docket.ownerUrl)
  process.kill(server, 'SIGKILL')
  await vi.waitUntil(async () => await serverPid(docket.ownerUrl).catch(() => server) !== server, patience)
  await vi.waitUntil(async () => (await fetch(`${docket.address}/readyz`)).ok, patience)
})

test('after kill -9 of Docket the next one is there within four seconds, on the same server', async () => {
  const data = await temporaryDirectory()
  const first = await startDocket(data)
  const server = await serverPid(first.ownerUrl)
  await first.kill('SIGKILL')
  const asked = Date.now()
  const second = await startDocket(data)
  expect((await fetch(`${second.address}/readyz`)).status).toBe(200)
  expect(Date.now() - asked).toBeLessThan(4_000)
  expect(await serverPid(second.ownerUrl)).toBe(server)
})

test('two nodes share one PostgreSQL through DATABASE_URL, and either may be killed', async () => {
  const first = await startDocket(await temporaryDirectory())
  const second = await startDocket(await temporaryDirectory(), { DATABASE_URL: first.ownerUrl })
  expect((await fetch(`${second.address}/readyz`)).status).toBe(200)
  await second.kill('SIGKILL')
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
})

test.each([
  [{ HOST: '0.0.0.0' }, [], 'does not listen on 0.0.0.0'],
  [{ PORT: 'http' }, ['--empty'], 'PORT must be a number'],
  [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, ['--empty'], 'The PostgreSQL of DATABASE_URL does not answer'],
  [{ DOCKET_PG_BIN: '/nowhere' }, ['--empty'], 'There is no PostgreSQL in /nowhere'],
  [{}, ['--full'], 'Unknown option --full']
])('with %o %o Docket says what is wrong and stops', async (environment, flags, words) => {
  const { child, said } = launch(await temporaryDirectory(), environment, flags)
  expect(await once(child, 'close')).toEqual([1, null])
  expect(said()).toContain(words)
  expect(said()).not.toContain('    at ')
})

/** Starts the whole program, without the demo, on a free port, and waits until it prints its address. */
async function startDocket(data: string, environment: Record<string, string> = {}): Promise<Docket> {
  const { child, said } = launch(data, { PORT: String(await freePort()), ...environment }, ['--empty'])
  const closed = once(child, 'close')
  const docket = {
    address: '',
    ownerUrl: `postgresql://postgres@${encodeURIComponent(path.join(data, 'postgres'))}/docket`,
    async kill(signal: NodeJS.Signals) {
      child.kill(signal)
      await closed
      return child.exitCode
    }
  }
  running.push(() => end(docket))
  docket.address = await Promise.race([
    printedAddress(child.stdout), closed.then(() => { throw new Error(said()) })
  ])
  return docket
}

function launch(data: string, environment: Record<string, string>, flags: string[]) {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../src/main.ts'), ...flags], {
    env: { ...inherited, DOCKET_DATA: data, DOCKET_LOG: 'error', ...environment }, stdio: ['ignore', 'pipe', 'pipe']
  })
  const chunks: string[] = []
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return { child, said: () => chunks.join('') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

async function printedAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const address = /Docket is running at (\S+)/.exec(line)?.[1]
    if (address) {
      output.resume()
      return address
    }
  }
  return new Promise(() => {})
}

async function end(docket: Docket): Promise<void> {
  await docket.kill('SIGTERM')
  const left = await serverPid(docket.ownerUrl).catch(() => undefined)
  if (left) process.kill(left, 'SIGINT')
}
