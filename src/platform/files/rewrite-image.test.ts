import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from './take-in.ts'

// 64 by 48, the left half red and the right half blue, with EXIF that names a make.
const photo = await readFile(path.join(import.meta.dirname, '../../../test/files/phone.heic'))
let directory: string
let count = 0
beforeAll(async () => void (directory = await mkdtemp(path.join(tmpdir(), 'docket-heic-'))))
afterAll(() => rm(directory, { recursive: true, force: true }))

const take = (bytes: Buffer) => takeIn((async function* () { yield bytes })(), async () => path.join(directory, String(count++)))

test('a photo of an iPhone is kept as a JPEG of the same pixels, without anything else that was in it', async () => {
  expect(photo.includes('CANARYPHONE')).toBe(true)
  const taken = await take(photo)
  expect(taken.mediaType).toBe('image/jpeg')
  const kept = await readFile(taken.path)
  expect(kept.length).toBe(taken.size)
  expect(kept.includes('CANARYPHONE')).toBe(false)
  const { data, info } = await sharp(kept).raw().toBuffer({ resolveWithObject: true })
  expect(info).toMatchObject({ width: 64, height: 48, channels: 3 })
  const colourAt = (x: number) => [...data.subarray((24 * 64 + x) * 3, (24 * 64 + x) * 3 + 3)].map((part) => (part > 128 ? 'much' : 'little'))
  expect([colourAt(10), colourAt(54)]).toEqual([['much', 'little', 'little'], ['little', 'little', 'much']])
})

test.each<[name: string, bytes: () => Buffer, words: string]>([
  ['breaks off', () => photo.subarray(0, photo.length - 200), 'damaged'],
  ['holds nonsense where its picture should be', () => Buffer.concat([photo.subarray(0, photo.length - 300), Buffer.alloc(300, 0x5a)]), 'damaged'],
  ['claims more pixels than anybody photographs', () => withSize(photo, 30_000, 30_000), 'more than 50 million pixels'],
])('one that %s is refused in words and leaves nothing behind', async (_, bytes, words) => {
  await expect(take(bytes())).rejects.toMatchObject({ slug: 'file-rejected', message: expect.stringContaining(words) as string })
  await expect(readFile(path.join(directory, String(count - 1)))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('and one that arrives whole afterwards is still read', async () => {
  await writeFile(path.join(directory, 'unrelated'), '')
  expect((await take(photo)).mediaType).toBe('image/jpeg')
})

/** The same file with another width and height in every box that says them. */
function withSize(bytes: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('ispe'); at >= 0; at = copy.indexOf('ispe', at + 4)) {
    copy.writeUInt32BE(width, at + 8)
    copy.writeUInt32BE(height, at + 12)
  }
  return copy
}
