import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { cannotStart } from '#platform/cannot-start.ts'
import { addressOf, type Bucket } from './bucket.ts'

/** What is asked of a bucket. A body's hash (SHA-256, in hexadecimal) is signed with everything else, so what is kept is what was sent. */
export type Question = { method: 'PUT' | 'GET' | 'HEAD' | 'DELETE'; object?: string; query?: Record<string, string>; headers?: Record<string, string>; body?: { bytes: Blob; sha256: string } }

/** How long is waited, in milliseconds: for the answer to anything, for a body to be taken, for more of a body, before asking again. */
export type BucketPatience = { answer: number; upload: number; idle: number; again: number }

/** The answer, if it is a good one: its body comes in pieces, and nobody waits for the next for ever. */
export type BucketAnswer = { headers: Headers; pieces: () => AsyncGenerator<Uint8Array> }

export type AskBucket = (question: Question) => Promise<BucketAnswer | undefined>

export const usualPatience: BucketPatience = { answer: 30_000, upload: 180_000, idle: 30_000, again: 250 }

const TRIES = 3
const MOST_OF_A_REFUSAL = 16 * 1024
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const doing = { PUT: 'written to', GET: 'read from', HEAD: 'read from', DELETE: 'deleted from' }

/**
 * Asks a bucket, signed (AWS Signature Version 4), and answers undefined where there is no such object. Everything asked here may be
 * asked twice with the effect of once, so what a lost connection, 429 or 5xx may have left undone is asked up to three times in
 * all. What goes wrong is said in words for whoever runs Docket, without any key and without anything the store wrote.
 */
export function askBucket(bucket: Bucket, patience: BucketPatience = usualPatience): AskBucket {
  const address = addressOf(bucket)
  // Keys derived for a day, by the library.
  const cache = new Map<string, ArrayBuffer>()

  return async function ask(question) {
    for (let attempt = 1; ; attempt++) {
      const outcome = await once(question)
      if (!('trouble' in outcome)) return outcome.answer
      if (!outcome.mayPass || attempt === TRIES) throw troubled(question, outcome.trouble, outcome.cause)
      await pause(patience.again * 2 ** (attempt - 1) * (0.5 + Math.random()))
    }
  }

  type Outcome = { answer: BucketAnswer | undefined } | { trouble: string; mayPass: boolean; cause?: unknown }

  async function once(question: Question): Promise<Outcome> {
    const { method, body } = question
    const url = new URL(question.object ?? '', address)
    for (const [name, value] of Object.entries(question.query ?? {})) url.searchParams.set(name, value)
    const { headers } = await new AwsV4Signer({
      method, url: url.href, service: 's3', region: bucket.region, accessKeyId: bucket.keyId, secretAccessKey: bucket.secret, cache,
      headers: { ...question.headers, 'x-amz-content-sha256': body?.sha256 ?? EMPTY },
    }).sign()
    const ending = new AbortController()
    const timer = setTimeout(() => ending.abort(tooLong(body ? patience.upload : patience.answer)), body ? patience.upload : patience.answer)
    try {
      const response = await fetch(url, { method, headers, body: body?.bytes ?? null, redirect: 'manual', signal: ending.signal })
      if (response.ok) return { answer: { headers: response.headers, pieces: () => piecesOf(response, ending, patience.idle) } }
      const code = await codeOf(response)
      if (response.status === 404 && question.object !== undefined && method !== 'PUT' && (code === '' || code === 'NoSuchKey')) return { answer: undefined }
      return { trouble: wordsFor(response.status, code), mayPass: response.status >= 500 || response.status === 429 || response.status === 408 || code === 'RequestTimeout' }
    } catch (error) {
      return { trouble: wordsOf(error), mayPass: true, cause: error }
    } finally {
      clearTimeout(timer)
    }
  }

  function troubled({ method, query }: Question, words: string, cause: unknown): Error {
    return cannotStart(`The bucket “${bucket.name}” at ${bucket.endpoint} cannot be ${query ? 'listed' : doing[method]}: ${words}.`, cause)
  }
}

/** Only the wait for the store is limited: whoever the pieces are handed on to may take their time. */
async function* piecesOf(response: Response, ending: AbortController, idle: number): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const timer = setTimeout(() => ending.abort(tooLong(idle)), idle)
      const { done, value } = await reader.read().finally(() => clearTimeout(timer))
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** The store's own word for what it refuses; the rest of what it writes may repeat what was signed, and is left alone. */
async function codeOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  // Leaving the loop early lets go of the rest.
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > MOST_OF_A_REFUSAL) break
  }
  return /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(text)?.[1] ?? ''
}

function wordsFor(status: number, code: string): string {
  if (code === 'NoSuchBucket') return 'there is no such bucket (DOCKET_S3_BUCKET)'
  if (code === 'InvalidAccessKeyId') return 'the store does not know this key (DOCKET_S3_KEY_ID)'
  if (code === 'SignatureDoesNotMatch') return 'the secret (DOCKET_S3_SECRET) is not that of the key (DOCKET_S3_KEY_ID)'
  if (code === 'RequestTimeTooSkewed') return 'the clock of this machine and that of the store differ by more than a quarter of an hour'
  if (code === 'AuthorizationHeaderMalformed' || (status >= 300 && status < 400)) return 'the bucket is in another region or at another address (DOCKET_S3_REGION, DOCKET_S3_ENDPOINT, DOCKET_S3_PATH_STYLE)'
  if (status === 403) return 'this key may not do that; it must be allowed to put, get and delete objects and to list the bucket'
  return `the store answered ${status}${code && ` ${code}`}`
}

function wordsOf(error: unknown): string {
  // What is wrong with a connection stands in the cause of what fetch throws.
  const { code, message } = ((error as { cause?: unknown }).cause ?? error) as { code?: string; message?: string }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'nobody knows that address (DOCKET_S3_ENDPOINT)'
  if (code === 'ECONNREFUSED') return 'nobody listens at that address (DOCKET_S3_ENDPOINT)'
  return message || code || 'the connection failed'
}

function tooLong(milliseconds: number): Error {
  return new Error(`nothing came for ${Math.ceil(milliseconds / 1_000)} seconds`)
}
