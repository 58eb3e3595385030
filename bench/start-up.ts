import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { machine } from './stage.ts'

// The whole program, packages installed: from an empty data directory with the demo to the first page, then from a full one;
// and the memory it holds once it stands.
const PORT = '4987'
const directory = await mkdtemp(path.join(tmpdir(), 'docket-start-'))
try {
  console.log(machine())
  console.log(`fresh data directory, demo included: ${(await startAndStop()).seconds.toFixed(1)} s to the first page`)
  const again = await startAndStop()
  console.log(`later start: ${again.seconds.toFixed(1)} s; memory of the program ${again.megabytes.toFixed(0)} MB, stopping took ${again.stopSeconds.toFixed(1)} s`)
} finally {
  await rm(directory, { recursive: true, force: true })
}

async function startAndStop(): Promise<{ seconds: number; megabytes: number; stopSeconds: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ['src/main.ts'], { env: { ...process.env, DOCKET_DATA: directory, PORT, DOCKET_LOG: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const page = await fetch(`http://127.0.0.1:${PORT}/`)
  if (!page.ok) throw new Error(`The first page answered ${page.status}; build the web first (npx vite build).`)
  const seconds = (performance.now() - began) / 1000
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)])
  const stopping = performance.now()
  child.kill('SIGTERM')
  await once(child, 'exit')
  return { seconds, megabytes: Number(stdout) / 1024, stopSeconds: (performance.now() - stopping) / 1000 }
}
