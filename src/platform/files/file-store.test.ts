import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { testBucket } from '#test/bucket.ts'
import { testFiles } from '#test/files.ts'
import type { FileKey, FileStore } from './file-store.ts'

const { s3, bucket, files: inBucket, open } = await testBucket({ page: 2 })
const inDirectory = await testFiles()
afterEach(() => s3.behave())

const some = (size: number) => Buffer.from(Array.from({ length: size }, (_, i) => (i * 7_919) % 251))
const newKey = (organizationId = newId()): FileKey => ({ organizationId, id: newId() })
async function keep(files: FileStore, key: FileKey, bytes: Buffer): Promise<string> {
  const arrived = await files.newArrival()
  await writeFile(arrived, bytes)
  await files.keep(key, arrived)
  return arrived
}
async function bytesIn(files: FileStore, key: FileKey): Promise<Buffer | undefined> {
  const found = await files.read(key)
  return found && buffer(found.bytes())
}

describe.each([['a directory', inDirectory as FileStore], ['a bucket', inBucket]])('in %s', (_, files) => {
  test('what is kept is read as it was, and no longer waits where it arrived', async () => {
    const [key, bytes] = [newKey(), some(300_000)]
    const arrived = await keep(files, key, bytes)
    expect(existsSync(arrived)).toBe(false)
    expect((await files.read(key))?.size).toBe(bytes.length)
    expect((await bytesIn(files, key))?.equals(bytes)).toBe(true)
  })

  test('kept again, it is what was kept last; removed, and removed again, it is gone, and its neighbour is not', async () => {
    const [key, neighbour] = [newKey(), newKey()]
    await keep(files, key, some(10))
    await keep(files, key, some(20))
    await keep(files, neighbour, some(30))
    expect((await files.read(key))?.size).toBe(20)
    await files.remove(key)
    await files.remove(key)
    expect(await files.read(key)).toBeUndefined()
    expect((await files.read(neighbour))?.size).toBe(30)
  })

  test('everything that is kept is told, with its size', async () => {
    const organizationId = newId()
    const keys = [1, 2, 3, 4, 5].map((size) => ({ ...newKey(organizationId), size }))
    for (const key of keys) await keep(files, key, some(key.size))
    await files.newArrival().then((place) => writeFile(place, 'still arriving'))
    const told = []
    for await (const one of files.kept()) if (one.organizationId === organizationId) told.push(one)
    expect(told.sort((a, b) => a.size - b.size)).toEqual(keys)
  })

  test('a name that is no id is refused before anything is asked', async () => {
    await expect(async () => files.read({ organizationId: newId(), id: '../../../../../../../../../etc/passwd' })).rejects.toThrow('named by ids')
  })

  test('looking whether all is well leaves nothing behind', async () => {
    const before = await Array.fromAsync(files.kept())
    await files.check()
    expect(await Array.fromAsync(files.kept())).toEqual(before)
    expect([...s3.objects.keys()].filter((name) => name.includes('check'))).toEqual([])
  })
})

test('objects are below the prefix and their organization; another prefix of the bucket is another store', async () => {
  const key = newKey()
  await keep(inBucket, key, some(10))
  expect(s3.objects.has(`docket/test/${key.organizationId}/${key.id.slice(-2)}/${key.id}`)).toBe(true)
  const other = await open({ prefix: '' })
  expect(await other.read(key)).toBeUndefined()
  expect(await Array.fromAsync(other.kept())).toEqual([])
})

test('a large object is read no faster than whoever asked for it takes it, and left when they leave', async () => {
  const [key, bytes] = [newKey(), Buffer.alloc(48 * 1024 * 1024, 'x')]
  await keep(inBucket, key, bytes)
  const before = s3.sent()
  const stream = (await inBucket.read(key))?.bytes() as Readable
  const [first] = await once(stream, 'readable').then(() => [stream.read(1_000) as Buffer])
  expect(first?.equals(bytes.subarray(0, 1_000))).toBe(true)
  stream.destroy()
  await once(stream, 'close')
  expect(s3.sent() - before).toBeLessThan(bytes.length / 2)
})

test.each([1, 2, 3, 4, 5, 6])('a store that fails now and then changes nothing about what is kept (seed %i)', async (seed) => {
  s3.misbehaveBy(seed, ['fail', 'busy', 'reset after', 'slow'])
  const keys = Array.from({ length: 6 }, () => newKey())
  for (const [i, key] of keys.entries()) await keep(inBucket, key, some(1_000 + i))
  for (const key of keys.slice(0, 3)) await inBucket.remove(key)
  const found = await Array.fromAsync(keys, (key) => bytesIn(inBucket, key))
  expect(found.map((bytes) => bytes?.length)).toEqual([undefined, undefined, undefined, 1_003, 1_004, 1_005])
})

test('an answer that breaks off is never taken for a whole one', async () => {
  const key = newKey()
  await keep(inBucket, key, some(500_000))
  const found = await inBucket.read(key)
  s3.misbehave('break off')
  await expect(buffer(found?.bytes() as Readable)).rejects.toThrow()
})

test('a store that does not come back is given up after three tries; what it refuses is not asked again', async () => {
  const before = s3.asked.length
  s3.misbehave('fail', 'busy', 'fail')
  await expect(inBucket.read(newKey())).rejects.toThrow(`The bucket “docket-test” at ${s3.endpoint} cannot be read from: the store answered 500`)
  expect(s3.asked.length - before).toBe(3)
  await expect((await open({ keyId: 'AKOTHER' })).remove(newKey())).rejects.toThrow('does not know this key')
  expect(s3.asked.length - before).toBe(4)
})

test('a store that says nothing is not waited for', async () => {
  const impatient = await open({}, { answer: 50, upload: 50 })
  s3.misbehave('never answer', 'never answer', 'never answer')
  await expect(impatient.read(newKey())).rejects.toThrow('nothing came for 1 seconds')
})

test.each<[string, () => Promise<FileStore>, string]>([
  ['another secret', () => open({ secret: 'another secret' }), 'the secret (DOCKET_S3_SECRET) is not that of the key'],
  ['an unknown key', () => open({ keyId: 'AKOTHER' }), 'the store does not know this key (DOCKET_S3_KEY_ID)'],
  ['another region', () => open({ region: 'us-west-2' }), 'another region or at another address (DOCKET_S3_REGION'],
  ['another bucket', () => open({ name: 'nobodys' }), 'The bucket “nobodys” at http://127.0.0.1:'],
  ['nobody there', async () => open({ endpoint: `http://127.0.0.1:${await freePort()}` }), 'nobody listens at that address (DOCKET_S3_ENDPOINT)'],
])('with %s the check says what is wrong, and no secret', async (_, opening, words) => {
  const store = await opening()
  const error = await store.check().then(() => undefined, (thrown: Error) => thrown)
  expect(error?.name).toBe('CannotStart')
  expect(error?.message).toContain(words)
  expect(`${error?.stack}${String(error?.cause)}${JSON.stringify(error)}`).not.toMatch(new RegExp(`another secret|${bucket.secret.slice(2, 8)}/`))
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
