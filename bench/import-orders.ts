import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { ShownImport } from '#domain/imports/contract.ts'
import { machine, setStage } from './stage.ts'

// The memory that the program takes to bring in a small and a large file, each sent and imported over HTTP by a program just
// started, above what it held before. It is to be flat: the figure is that of the large file against that of the small one.
const SIZES = (process.argv[2] ?? '30000,300000').split(',').map(Number)
const ROWS_AN_ORDER = 2

console.log(machine())
const taken: number[] = []
for (const rows of SIZES) taken.push(await importing(rows))
console.log(`memory taken, against the smallest file: ${taken.map((megabytes) => (megabytes / (taken[0] ?? 1)).toFixed(2)).join(' / ')}`)

async function importing(rows: number): Promise<number> {
  const stage = await setStage()
  try {
    const idle = await memoryAtRest(stage.serverPid)
    let highest = idle
    const ended = new AbortController()
    const watching = (async () => {
      for (; !ended.signal.aborted; await pause(50)) highest = Math.max(highest, memoryOf(stage.serverPid))
    })()
    const began = performance.now()
    const ask = asking(stage.address, stage.keys)
    const sent = await ask<ShownImport>('POST', `/imports?fileName=${rows}.csv`, Readable.from(fileOf(rows)))
    const whileSending = highest
    await ask('POST', `/imports/${sent.id}/preview`, { mapping: sent.mapping })
    await ask('POST', `/imports/${sent.id}/start`, { mapping: sent.mapping })
    const last = await untilEnded(() => ask<ShownImport>('GET', `/imports/${sent.id}`))
    ended.abort()
    await watching
    if (last.imported !== Math.ceil(rows / ROWS_AN_ORDER)) throw new Error(`Only ${last.imported} orders came in: ${JSON.stringify(last.problems.slice(0, 3))}`)
    const seconds = (performance.now() - began) / 1000
    console.log(`${rows} rows: ${idle.toFixed(0)} MB before, at most ${whileSending.toFixed(0)} MB while the file came, ${highest.toFixed(0)} MB in all, so ${(highest - idle).toFixed(0)} MB taken; ${seconds.toFixed(0)} s`)
    return highest - idle
  } finally {
    await stage.strike()
  }
}

function* fileOf(rows: number): Generator<string> {
  yield 'Order ID,Order Date,Customer ID,Customer Name,Segment,City,State,Postal Code,Product ID,Product Name,Sales,Quantity\n'
  for (let row = 0; row < rows; row++) {
    const order = Math.floor(row / ROWS_AN_ORDER)
    const customer = order % 5000
    yield `US-${order},${1 + order % 12}/${1 + order % 28}/2025,C-${customer},Customer ${customer},Consumer,Springfield,Illinois,62701,P-${row % 900},"Lamp, number ${row % 900}, of brass, with a shade of linen",${10 + row % 90}.50,${1 + row % 5}\n`
  }
}

/** Asks with one key after the other, as the rate of each is limited. A body that is a stream is sent as a file. */
function asking(address: string, keys: string[]) {
  let asked = 0
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const isFile = body instanceof Readable
    const answer = await fetch(`${address}/api/v1${path}`, {
      method, headers: { Authorization: `Bearer ${keys[asked++ % keys.length]}`, 'Idempotency-Key': crypto.randomUUID(), ...(body && { 'Content-Type': isFile ? 'text/csv' : 'application/json' }) },
      ...(body && { body: isFile ? (Readable.toWeb(body.map((text: string) => Buffer.from(text))) as ReadableStream) : JSON.stringify(body), duplex: 'half' as const }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
}

async function untilEnded(look: () => Promise<ShownImport>): Promise<ShownImport> {
  for (;;) {
    const seen = await look()
    if (seen.state === 'finished' || seen.state === 'failed') return seen
    await pause(1000)
  }
}

/** Once it no longer changes by more than a megabyte. */
async function memoryAtRest(pid: number): Promise<number> {
  for (let before = memoryOf(pid); ; ) {
    await pause(2000)
    const now = memoryOf(pid)
    if (Math.abs(now - before) <= 1) return now
    before = now
  }
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
