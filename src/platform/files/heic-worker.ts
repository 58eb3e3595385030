import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

/** What a HEIC photo came to: its pixels, four bytes each, or why it has none. */
export type Decoded = { width: number; height: number; pixels: ArrayBuffer } | { fault: 'too-large' | 'damaged' }
export type HeicTask = { from: string; mostPixels: number }

// What is used of libheif; its own types describe the whole of it, and the package is loaded only where a photo needs it.
type Shown = { data: Uint8ClampedArray; width: number; height: number }
type Image = { get_width(): number; get_height(): number; is_primary(): boolean; display(into: Shown, done: (shown: Shown | null) => void): void; free(): void }
type Libheif = { HeifDecoder: new () => { decode(bytes: Uint8Array): Image[] } }

/** Runs in a thread of its own: whatever a photo does to the decoder, it can be ended, and its memory goes with it. */
async function decode({ from, mostPixels }: HeicTask): Promise<Decoded> {
  const libheif = createRequire(import.meta.url)('libheif-js/wasm-bundle') as Libheif
  const images = new libheif.HeifDecoder().decode(readFileSync(from))
  const image = images.find((one) => one.is_primary()) ?? images[0]
  if (!image) return { fault: 'damaged' }
  const [width, height] = [image.get_width(), image.get_height()]
  // Said by the file before anything is drawn.
  if (width * height > mostPixels) return { fault: 'too-large' }
  const data = new Uint8ClampedArray(width * height * 4)
  const shown = await new Promise<Shown | null>((resolve) => image.display({ data, width, height }, resolve))
  return shown ? { width, height, pixels: data.buffer } : { fault: 'damaged' }
}

const decoded = await decode(workerData as HeicTask).catch((): Decoded => ({ fault: 'damaged' }))
parentPort?.postMessage(decoded, 'pixels' in decoded ? [decoded.pixels] : [])
