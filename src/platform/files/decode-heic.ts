import { Worker } from 'node:worker_threads'
import { Refusal } from '#domain/kernel/refusal.ts'
import type { Decoded, HeicTask } from './heic-worker.ts'

/** More than any phone takes; each costs four bytes here and as many again in the decoder. */
const MOST_PIXELS = 50_000_000
const LONGEST_SECONDS = 20

export type Pixels = { width: number; height: number; pixels: ArrayBuffer }

/**
 * The pixels of a HEIC photo, upright, and nothing else that was in the file. The picture library reads no HEVC, so libheif does,
 * as WebAssembly, in a thread that is ended when it takes too long. Says no to what is no photo, or too large a one.
 */
export async function decodeHeic(from: string): Promise<Pixels> {
  const decoded = await inThread({ from, mostPixels: MOST_PIXELS })
  if (decoded === 'too-slow') throw new Refusal('file-rejected', 'This picture takes too long to read. Save it anew, or send a photo of it.')
  if (!('fault' in decoded)) return decoded
  if (decoded.fault === 'too-large') throw new Refusal('file-rejected', 'This picture has more than 50 million pixels. Send a smaller one.')
  throw new Refusal('file-rejected', 'This picture is damaged and cannot be drawn whole. Take or save it anew.')
}

function inThread(task: HeicTask): Promise<Decoded | 'too-slow'> {
  const thread = new Worker(new URL('heic-worker.ts', import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: 256 }, stdout: true, stderr: true })
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle('too-slow'), LONGEST_SECONDS * 1_000)
    const settle = (outcome: Decoded | 'too-slow') => {
      clearTimeout(timer)
      void thread.terminate()
      resolve(outcome)
    }
    thread.once('message', settle)
    // Whatever brings the decoder down is the photo's doing.
    thread.once('error', () => settle({ fault: 'damaged' }))
    thread.once('exit', () => settle({ fault: 'damaged' }))
  })
}
