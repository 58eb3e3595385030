import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isImage, LARGEST_UPLOAD } from '#domain/files/media-type.ts'
import { refuse, Refusal, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { ReadFile } from '#features/files/read-file.ts'
import type { Answer } from '#platform/operation.ts'

/** Hands on the body of an upload as it arrives. */
export async function withUpload<T>(request: FastifyRequest, take: (body: AsyncIterable<Buffer>) => Promise<T>): Promise<T> {
  if (request.headers['content-encoding'] !== undefined) refuse('unsupported-media-type', 'Files are sent uncompressed.')
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_UPLOAD) {
    refuse('payload-too-large', `A file may be at most ${LARGEST_UPLOAD / 1024 / 1024} megabytes large.`)
  }
  const body = request.body as IncomingMessage | undefined
  if (!body) refuse('file-rejected', 'The file is empty.')
  return take(body.iterator({ destroyOnReturn: false })).catch((error: unknown) => {
    // Whoever is still sending a file that was refused listens to the answer only when all of it is sent.
    body.removeAllListeners('readable').resume()
    throw error
  })
}

/** The answer to an upload: the text as it was stored, byte for byte, and where the file is from now on. */
export function sendUploaded(reply: FastifyReply, { status, body, replayed }: Answer, below: string): FastifyReply {
  const { id } = JSON.parse(body) as { id: string }
  if (replayed) reply.header('idempotency-replayed', 'true')
  return reply.status(status).header('cache-control', 'no-store').header('location', `${below}${id}`).type('application/json; charset=utf-8').send(body)
}

/**
 * Hands a file out as inertly as HTTP knows how: never guessed at, in a sandbox without scripts or an origin, and to be saved
 * rather than opened. Images alone may be shown in place: their bytes are our own encoder's, so there is nothing in them but a
 * picture, and the app shows them by `<img>`, which its policy allows from 'self' and from nowhere else.
 */
export function sendFileBytes(request: FastifyRequest, reply: FastifyReply, { id, name, mediaType, size, bytes }: ReadFile): FastifyReply {
  const disposition = isImage(mediaType) ? 'inline' : 'attachment'
  // What stands under an id never changes; whether one may still see it is asked every time.
  const etag = `"${id}"`
  reply.header('cache-control', 'private, no-cache').header('etag', etag)
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .header('content-disposition', `${disposition}; filename="${inAscii(name)}"; filename*=UTF-8''${encoded(name)}`)
  if (request.headers['if-none-match'] === etag) return reply.status(304).send()
  return reply.header('content-length', size).type(mediaType).send(bytes())
}

/** An id that cannot be one is answered exactly like one that is not there. */
export function refuseUnfitId(error: unknown): never {
  if (error instanceof Refusal && error.slug === 'validation-failed' && error.errors.some(({ pointer }) => pointer === '/id')) refuseUnknown('file')
  throw error
}

function inAscii(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
}

function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
