import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A worker as a program of its own, which a test may kill in the middle of its work; none outlives the test. */
export function startWorkerProgram(ownerUrl: string): ChildProcess {
  const worker = spawn(process.execPath, [path.join(import.meta.dirname, 'worker-program.ts'), ownerUrl], { stdio: 'ignore' })
  onTestFinished(() => void worker.kill('SIGKILL'))
  return worker
}
