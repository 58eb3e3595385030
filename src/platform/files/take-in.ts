import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromFile } from 'file-type'
import { LARGEST_UPLOAD, type MediaType, mediaTypes } from '#domain/files/media-type.ts'
import { refuse, Refusal } from '#domain/kernel/refusal.ts'
import { rewriteImage } from './rewrite-image.ts'

/** A file that passed: at a path of ours, of a kind we know, with the hashes (in hexadecimal) of what was sent and of what is kept. */
export type TakenIn = { path: string; mediaType: MediaType; size: number; sentHash: string; keptHash: string; remove(): Promise<void> }

/**
 * Takes a stranger's file in: bounded while it arrives, judged by its bytes and never by its name, images drawn anew so that
 * nothing but the picture is left of them. What is refused leaves nothing behind.
 */
export async function takeIn(body: AsyncIterable<Buffer>, newArrival: () => Promise<string>): Promise<TakenIn> {
  const arrived = await newArrival()
  const places = [arrived]
  const remove = async () => {
    for (const place of places) await rm(place, { force: true })
  }
  try {
    const { size, sentHash } = await receive(body, arrived)
    const sent = await recognise(arrived)
    if (sent === 'application/pdf') {
      await refuseBrokenPdf(arrived, size)
      return { path: arrived, mediaType: sent, size, sentHash, keptHash: sentHash, remove }
    }
    const drawn = await newArrival()
    places.push(drawn)
    const { size: drawnSize, mediaType } = await rewriteImage(arrived, drawn, sent)
    await rm(arrived, { force: true })
    return { path: drawn, mediaType, size: drawnSize, sentHash, keptHash: await hashOf(drawn), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function hashOf(place: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(place)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function receive(body: AsyncIterable<Buffer>, place: string): Promise<{ size: number; sentHash: string }> {
  const hash = createHash('sha256')
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      if (size <= LARGEST_UPLOAD) done(null, chunk)
      else done(new Refusal('payload-too-large', `A file may be at most ${LARGEST_UPLOAD / 1024 / 1024} megabytes large.`))
    },
  })
  await pipeline(body, counted, createWriteStream(place, { flags: 'wx', mode: 0o600 }))
  if (size === 0) refuse('file-rejected', 'The file is empty.')
  return { size, sentHash: hash.digest('hex') }
}

async function recognise(place: string): Promise<MediaType | 'image/heic'> {
  const found = await fileTypeFromFile(place).catch(() => undefined)
  const known = mediaTypes.find((type) => type === found?.mime)
  if (known) return known
  if (found && /^image\/hei[cf]/.test(found.mime)) return 'image/heic'
  return refuse('file-rejected', 'Only photos (JPEG, PNG, WebP, HEIC) and PDF documents can be used, and this file is none of them, whatever its name says.')
}

const PDF_TAIL = 2_048

/** A PDF ends as one: what breaks off, or carries another file behind its end, is none. */
async function refuseBrokenPdf(place: string, size: number): Promise<void> {
  const file = await open(place)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PDF_TAIL), 0, PDF_TAIL, Math.max(0, size - PDF_TAIL))
    const tail = buffer.subarray(0, bytesRead).toString('latin1')
    if (!/startxref\s+\d+\s+%%EOF[\s\0]*$/.test(tail)) refuse('file-rejected', 'This PDF is damaged: it breaks off, or something else follows its end.')
  } finally {
    await file.close()
  }
}
