import { availableParallelism } from 'node:os'
import sharp, { type Sharp } from 'sharp'
import type { MediaType } from '#domain/files/media-type.ts'
import { Refusal } from '#domain/kernel/refusal.ts'
import { decodeHeic, type Pixels } from './decode-heic.ts'

/** Enough for a photo of 8,000 by 8,000; what claims to be larger is not even begun. */
const MOST_PIXELS = 64_000_000
/** What is kept is at most so wide and so high: enough to read a serial number on a photo. */
const LONGEST_SIDE = 3_000
const LONGEST_SECONDS = 20

// One picture takes one thread, and all pictures together never more than half of the machine.
sharp.concurrency(1)
sharp.cache(false)
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2))

/** What pictures are kept as. */
export type DrawnType = Exclude<MediaType, 'application/pdf'>

/**
 * Draws an image anew, upright and in the same format; HEIC, which few programs can show, as JPEG. Only its pixels survive: no EXIF, no place where it was taken, nothing
 * hidden behind its end. Says no to what cannot be drawn whole.
 */
export async function rewriteImage(from: string, to: string, mediaType: DrawnType | 'image/heic'): Promise<{ size: number; mediaType: DrawnType }> {
  return inTurn(async () => {
    try {
      const image = (mediaType === 'image/heic' ? imageOf(await decodeHeic(from)) : sharp(from, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 }).autoOrient())
        .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
        .timeout({ seconds: LONGEST_SECONDS })
      const kept = mediaType === 'image/heic' ? 'image/jpeg' : mediaType
      return { size: (await encoded(image, kept).toFile(to)).size, mediaType: kept }
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw refusalOf(error)
    }
  })
}

function imageOf({ width, height, pixels }: Pixels): Sharp {
  return sharp(Buffer.from(pixels), { raw: { width, height, channels: 4 } }).removeAlpha()
}

function encoded(image: Sharp, mediaType: string): Sharp {
  if (mediaType === 'image/png') return image.png()
  if (mediaType === 'image/webp') return image.webp({ quality: 85 })
  return image.jpeg({ quality: 85 })
}

function refusalOf(error: unknown): unknown {
  // What the disk refuses is no fault of the file.
  if ((error as { code?: string }).code !== undefined) return error
  const said = error instanceof Error ? error.message : ''
  if (/pixel limit/.test(said)) return new Refusal('file-rejected', 'This picture has more than 64 million pixels. Send a smaller one.')
  if (/timeout/i.test(said)) return new Refusal('file-rejected', 'This picture takes too long to read. Save it anew, or send a photo of it.')
  if (/no space|write error|disk/i.test(said)) return error
  return new Refusal('file-rejected', 'This picture is damaged and cannot be drawn whole. Take or save it anew.')
}

let working = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else working += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}
