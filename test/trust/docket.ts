import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach } from 'vitest'
import { serverPid } from './embedded.ts'

/** The whole program, as bin/start runs it. */
export type Docket = { address: string, kill(signal: NodeJS.Signals): Promise<number | null>, ownerUrl: string }

const running: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of running.splice(0)) await end()
})

/** Starts the whole program, without the demo, on a free port, and waits until it prints its address. */
export async function startDocket(data: string, environment: Record<string, string> = {}): Promise<Docket> {
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

/** Runs the program without waiting for it; `said` is what it told about failures. */
export function launch(data: string, environment: Record<string, string>, flags: string[]) {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../src/main.ts'), ...flags], {
    env: { ...inherited, DOCKET_DATA: data, DOCKET_LOG: 'error', ...environment }, stdio: ['ignore', 'pipe', 'pipe']
  })
  const chunks: string[] = []
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return { child, said: () => chunks.join('') }
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** Where the program says it is running. */
export async function printedAddress(output: NodeJS.ReadableStream): Promise<string> {
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
