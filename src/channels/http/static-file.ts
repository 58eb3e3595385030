import { createHash } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Where Vite builds the web to. */
export const WEB = path.join(import.meta.dirname, '../../../web/dist')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.webp': 'image/webp', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json', '.map': 'application/json; charset=utf-8',
}

/** A file as it goes out: known since the start, compressed once when it is first asked for. */
export type StaticFile = { content: Buffer; type: string; etag: string; compressed: Map<string, Promise<Buffer>> }

export function staticFile(content: Buffer, extension: string): StaticFile {
  return { content, type: types[extension] ?? 'application/octet-stream', etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`, compressed: new Map() }
}

export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: StaticFile, caching: string): Promise<FastifyReply> {
  reply.header('cache-control', caching).header('etag', file.etag).header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send()
  const encoding = encodingFor(request, file)
  reply.type(file.type)
  if (!encoding) return reply.send(file.content)
  let compressed = file.compressed.get(encoding)
  if (!compressed) file.compressed.set(encoding, (compressed = compress(encoding, file.content)))
  return reply.header('content-encoding', encoding).send(await compressed)
}

function encodingFor(request: FastifyRequest, { type, content }: StaticFile): 'br' | 'gzip' | undefined {
  if (content.length < 1024 || !/^(text|application\/(json|manifest)|image\/svg)/.test(type)) return undefined
  const accepted: string = request.headers['accept-encoding'] ?? ''
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
}

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]

// Quality 9 takes a fraction of the time of 11 for nearly its size, and is spent once a start.
function compress(encoding: 'br' | 'gzip', content: Buffer): Promise<Buffer> {
  if (encoding === 'gzip') return zip(content, { level: 9 })
  return brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })
}
