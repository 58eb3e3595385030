import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { BucketPatience } from '#platform/files/ask-bucket.ts'
import type { Bucket } from '#platform/files/bucket.ts'
import { openBucketFiles } from '#platform/files/bucket-files.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { startS3, type S3Simulator } from './s3-simulator.ts'

export type TestBucket = { s3: S3Simulator; bucket: Bucket; files: FileStore; open: (other?: Partial<Bucket>, patience?: Partial<BucketPatience>) => Promise<FileStore> }

const account = { bucket: 'docket-test', region: 'eu-central-1', keyId: 'AKTESTKEY', secret: 'a+secret/that=nobody-may-read' }

/** A simulated S3 of this test file's own with one bucket, and a file store on it that does not wait long. */
export async function testBucket(options: { page?: number } = {}): Promise<TestBucket> {
  const s3 = await startS3(account, options)
  const directory = await mkdtemp(path.join(tmpdir(), 'docket-bucket-'))
  afterAll(async () => {
    await s3.stop()
    await rm(directory, { recursive: true, force: true })
  })
  const bucket: Bucket = { name: account.bucket, endpoint: s3.endpoint, region: account.region, keyId: account.keyId, secret: account.secret, pathStyle: true, prefix: 'docket/test/' }
  const open = (other: Partial<Bucket> = {}, patience: Partial<BucketPatience> = {}) =>
    openBucketFiles({ ...bucket, ...other }, directory, newId, { answer: 10_000, upload: 10_000, idle: 10_000, again: 1, ...patience })
  return { s3, bucket, open, files: await open() }
}
