import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * What a store may do to one request: fail before the effect, be too busy, do everything and then lose the connection, never answer,
 * lose the connection in the middle of an answer, or take its time.
 */
export type Mischief = 'fail' | 'busy' | 'reset after' | 'never answer' | 'break off' | 'slow'

/** A store that speaks enough of S3 for Docket: one bucket, in memory, path style. It believes nobody: every request must be signed. */
export type S3Simulator = {
  endpoint: string
  /** What is in the bucket, by name. */
  objects: Map<string, Buffer>
  /** What was asked, in order, such as `PUT /bucket/name`. */
  asked: string[]
  /** How many bytes of objects were handed to the network. */
  sent(): number
  /** What it does to the next requests, one after the other. */
  misbehave(...next: Mischief[]): void
  /** Does something like that to a share of all requests, the same ones for the same seed; never to three in a row. */
  misbehaveBy(seed: number, kinds: Mischief[]): void
  behave(): void
  stop(): Promise<void>
}

export type S3Account = { bucket: string; region: string; keyId: string; secret: string }

const CLOCKS_MAY_DIFFER = 15 * 60_000

/** Starts one on a port of its own. A list is answered in pages of `page` objects. */
export async function startS3(account: S3Account, { page = 1_000, now = () => Date.now() }: { page?: number; now?: () => number } = {}): Promise<S3Simulator> {
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  let sent = 0
  let plan: Mischief[] = []
  let chance: (() => Mischief | undefined) | undefined

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects, asked, sent: () => sent,
    misbehave: (...next) => void (plan = next),
    misbehaveBy: (seed, kinds) => void (chance = chanceOf(seed, kinds)),
    behave() {
      plan = []
      chance = undefined
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '' } = request
    const url = new URL(request.url ?? '', 'http://s3')
    asked.push(`${method} ${url.pathname}${url.search}`)
    const mischief = plan.shift() ?? chance?.()
    const body = await bodyOf(request)
    if (mischief === 'never answer') return
    if (mischief === 'fail') return refuse(response, 500, 'InternalError')
    if (mischief === 'busy') return refuse(response, 503, 'SlowDown')
    const refused = refusalOf(request, url, body)
    if (refused) return refuse(response, ...refused)
    const [, bucket, ...rest] = url.pathname.split('/')
    if (bucket !== account.bucket) return refuse(response, 404, 'NoSuchBucket')
    const name = decodeURIComponent(rest.join('/'))
    const old = objects.get(name)
    if (method === 'PUT') objects.set(name, body)
    else if (method === 'DELETE') objects.delete(name)
    if (mischief === 'reset after') return void response.socket?.resetAndDestroy()
    if (mischief === 'slow') await pause(20)
    if (method === 'PUT') return void response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end()
    if (method === 'DELETE') return void response.writeHead(204).end()
    if (name === '' && method === 'GET' && url.searchParams.get('list-type') === '2') return void response.writeHead(200, { 'content-type': 'application/xml' }).end(list(url))
    if (!old || (method !== 'GET' && method !== 'HEAD')) return refuse(response, 404, 'NoSuchKey', method === 'HEAD')
    response.writeHead(200, { 'content-length': old.length, 'content-type': 'application/octet-stream' })
    if (method === 'HEAD') return void response.end()
    await hand(old, response, mischief)
  }

  async function hand(bytes: Buffer, response: ServerResponse, mischief: Mischief | undefined): Promise<void> {
    const end = mischief === 'break off' ? Math.floor(bytes.length / 2) : bytes.length
    const pieces = function* () {
      for (let at = 0; at < end; at += 64 * 1024) {
        const piece = bytes.subarray(at, Math.min(end, at + 64 * 1024))
        sent += piece.length
        yield piece
      }
    }
    await pipeline(Readable.from(pieces()), response, { end: mischief !== 'break off' })
    if (mischief === 'break off') response.socket?.resetAndDestroy()
  }

  function list(url: URL): string {
    const prefix = url.searchParams.get('prefix') ?? ''
    const after = Buffer.from(url.searchParams.get('continuation-token') ?? '', 'base64').toString()
    const size = Math.min(page, Number(url.searchParams.get('max-keys') ?? 1_000))
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort()
    const shown = names.slice(0, size)
    const isCut = names.length > size
    // A token as stores make them: of characters that must be escaped in an address.
    const next = isCut ? `<NextContinuationToken>${Buffer.from(shown.at(-1) ?? '').toString('base64')}</NextContinuationToken>` : ''
    const contents = shown.map((name) => `<Contents><Key>${escaped(name)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>${objects.get(name)?.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`)
    return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${account.bucket}</Name><Prefix>${escaped(prefix)}</Prefix><KeyCount>${shown.length}</KeyCount><MaxKeys>${size}</MaxKeys><IsTruncated>${isCut}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`
  }

  /** Everything a store looks at before it does anything, as AWS Signature Version 4 has it. */
  function refusalOf(request: IncomingMessage, url: URL, body: Buffer): [number, string] | undefined {
    const { headers, method = '' } = request
    const [, keyId, day, region, service, signedHeaders = '', signature] = /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request, *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '') ?? []
    if (!keyId || !day || !region) return [403, 'AccessDenied']
    if (keyId !== account.keyId) return [403, 'InvalidAccessKeyId']
    if (region !== account.region || service !== 's3') return [400, 'AuthorizationHeaderMalformed']
    const at = String(headers['x-amz-date'] ?? '')
    const asked = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
    if (!(Math.abs(asked - now()) < CLOCKS_MAY_DIFFER) || !at.startsWith(day)) return [403, 'RequestTimeTooSkewed']
    const hash = String(headers['x-amz-content-sha256'] ?? '')
    const signed = signedHeaders.split(';')
    // Whatever of these is sent is signed, or somebody on the way could change it.
    if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.includes(name))) return [403, 'AccessDenied']
    if (Object.keys(headers).some((name) => name.startsWith('x-amz-') && !signed.includes(name))) return [403, 'AccessDenied']
    const right = signatureOf({ method, url, headers: Object.fromEntries(signed.map((name) => [name, String(headers[name] ?? '')])), hash, at, region: account.region, secret: account.secret })
    if (signature !== right) return [403, 'SignatureDoesNotMatch']
    if (hash !== createHash('sha256').update(body).digest('hex')) return [400, 'XAmzContentSHA256Mismatch']
    if (method === 'PUT' && (headers['content-length'] === undefined || headers['transfer-encoding'] !== undefined)) return [411, 'MissingContentLength']
    return undefined
  }
}

/** The signature of a request as the service computes it: docs.aws.amazon.com, "Signature Version 4 signing process". */
export function signatureOf({ method, url, headers, hash, at, region, secret }: { method: string; url: URL; headers: Record<string, string>; hash: string; at: string; region: string; secret: string }): string {
  const names = Object.keys(headers).sort()
  const path = url.pathname.split('/').map((part) => strict(decodeURIComponent(part))).join('/')
  const query = [...url.searchParams].map(([name, value]) => `${strict(name)}=${strict(value)}`).sort().join('&')
  const canonical = [method, path, query, ...names.map((name) => `${name}:${headers[name]?.trim().replaceAll(/ +/g, ' ')}`), '', names.join(';'), hash].join('\n')
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const key = [at.slice(0, 8), region, 's3', 'aws4_request'].reduce<Buffer | string>((before, part) => createHmac('sha256', before).update(part).digest(), `AWS4${secret}`)
  return createHmac('sha256', key).update(toSign).digest('hex')
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

function refuse(response: ServerResponse, status: number, code: string, isHead = response.req.method === 'HEAD'): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(isHead ? undefined : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`)
}

/** The same choices for the same seed; every third request in a row goes well. */
function chanceOf(seed: number, kinds: Mischief[]): () => Mischief | undefined {
  let state = seed
  let row = 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return () => {
    const [isBad, which] = [next() < 0.4, next()]
    row = isBad && row < 2 ? row + 1 : 0
    return row > 0 ? kinds[Math.floor(which * kinds.length)] : undefined
  }
}

function strict(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
