import { createHash } from 'node:crypto'
import { createReadStream, openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { cannotStart } from '#platform/cannot-start.ts'
import { openArrivals } from './arrivals.ts'
import { askBucket, usualPatience, type BucketAnswer } from './ask-bucket.ts'
import type { Bucket } from './bucket.ts'
import { keyAt, placeOf, type FileKey, type FileStore } from './file-store.ts'

const MOST_OF_A_LIST = 4 * 1024 * 1024

/**
 * Files as objects of a bucket, below its prefix and then at the same places as in a directory. They arrive in a directory of this
 * machine first, where they are judged and drawn anew, and leave it for the bucket piece by piece.
 */
export async function openBucketFiles(bucket: Bucket, directory: string, newName: () => string, patience = usualPatience): Promise<FileStore> {
  const newArrival = await openArrivals(directory, newName)
  const ask = askBucket(bucket, patience)
  const at = (key: FileKey) => bucket.prefix + placeOf(key)
  const place = `the bucket “${bucket.name}” at ${bucket.endpoint}${bucket.prefix && `, below ${bucket.prefix}`}`
  return {
    where: { place, setting: 'DOCKET_S3_BUCKET' },
    async check() {
      const object = `${bucket.prefix}check/${newName()}`
      const bytes = new TextEncoder().encode(object)
      await ask({ method: 'PUT', object, body: { bytes: new Blob([bytes]), sha256: createHash('sha256').update(bytes).digest('hex') } })
      const read = await ask({ method: 'GET', object })
      if (!read || await textOf(read) !== object) throw cannotStart(`Something answers for ${place}, but what is written there is not what is read.`)
      await ask({ method: 'GET', query: { 'list-type': '2', 'max-keys': '1', prefix: bucket.prefix } }).then((answer) => answer && textOf(answer))
      await ask({ method: 'DELETE', object })
    },
    newArrival,
    async keep(key, arrivedAt) {
      const body = { bytes: await openAsBlob(arrivedAt), sha256: await hashOf(arrivedAt) }
      await ask({ method: 'PUT', object: at(key), body, headers: { 'content-type': 'application/octet-stream' } })
      await rm(arrivedAt, { force: true })
    },
    async read(key) {
      const object = at(key)
      const found = await ask({ method: 'HEAD', object })
      return found && { size: Number(found.headers.get('content-length')), bytes: () => Readable.from(bytesOf(object), { objectMode: false }) }
    },
    async remove(key) {
      await ask({ method: 'DELETE', object: at(key) })
    },
    async *kept() {
      let from: string | undefined
      do {
        const answer = await ask({ method: 'GET', query: { 'list-type': '2', prefix: bucket.prefix, ...(from === undefined ? {} : { 'continuation-token': from }) } })
        const text = answer ? await textOf(answer) : ''
        for (const [, object = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const key = keyAt(tagOf(object, 'Key')?.slice(bucket.prefix.length) ?? '')
          if (key) yield { ...key, size: Number(tagOf(object, 'Size')) }
        }
        from = tagOf(text, 'IsTruncated') === 'true' ? tagOf(text, 'NextContinuationToken') : undefined
      } while (from !== undefined)
    },
  }

  async function* bytesOf(object: string): AsyncGenerator<Uint8Array> {
    const answer = await ask({ method: 'GET', object })
    if (!answer) throw cannotStart(`An object of ${place} went away while it was read.`)
    yield* answer.pieces()
  }
}

async function textOf({ pieces }: BucketAnswer): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of pieces()) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > MOST_OF_A_LIST) throw cannotStart('What answers for the bucket writes more than any store would. Is DOCKET_S3_ENDPOINT right?')
  }
  return text
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

// All that is read of a list: names of our own making, numbers, and a token. A parser of XML would be one more to trust.
function tagOf(text: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]
  return found?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', '\'').replaceAll('&amp;', '&')
}
