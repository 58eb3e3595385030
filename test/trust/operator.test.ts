import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { uploadFile } from '#features/files/upload-file.ts'
import type { Bucket } from '#platform/files/bucket.ts'
import { openLocalFiles } from '#platform/files/local-files.ts'
import { testBucket } from '#test/bucket.ts'
import { foundShop } from '#test/found-shop.ts'
import { asOwner, ownDatabase } from '#test/own-database.ts'
import { audit } from './audit.ts'

const here = await ownDatabase()
const there = await ownDatabase()
const shop = await foundShop(here.database)
const directory = await mkdtemp(path.join(tmpdir(), 'docket-operator-'))
afterAll(() => rm(directory, { recursive: true, force: true }))

type Place = { ownerUrl: string; filesDirectory?: string; bucket?: Bucket }

/** bin/docket as a program of its own, on one of the databases. */
function docket({ ownerUrl, filesDirectory, bucket }: Place, ...words: string[]): Promise<{ code: number; said: string; complained: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(import.meta.dirname, '../../src/cli.ts'), ...words], { env: { ...process.env, DATABASE_URL: ownerUrl, DOCKET_FILES: filesDirectory ?? path.join(directory, 'files-of-nobody'), ...(bucket ? settingsOf(bucket) : {}) }, maxBuffer: 1e8 }, (error, said, complained) => {
      resolve({ code: error ? Number(error.code) : 0, said, complained })
    })
  })
}

function settingsOf({ name, endpoint, region, keyId, secret, prefix }: Bucket) {
  return { DOCKET_S3_BUCKET: name, DOCKET_S3_ENDPOINT: endpoint, DOCKET_S3_REGION: region, DOCKET_S3_KEY_ID: keyId, DOCKET_S3_SECRET: secret, DOCKET_S3_PREFIX: prefix }
}

function applyBlueprint(...more: string[]) {
  return docket(here, 'blueprint', 'apply', 'service-counter', '--organization', shop.slug, ...more)
}

test('orders go through the commands: imported, exported, backed up, restored elsewhere, and found well', { timeout: 120_000 }, async () => {
  const sample = path.join(import.meta.dirname, '../files/woocommerce-orders.csv')
  const imported = await docket(here, 'import', sample, '--organization', shop.slug)
  expect(imported).toMatchObject({ code: 0, said: '', complained: expect.stringContaining('2 orders imported, 0 were there already, 0 groups of rows without a whole order left out.') as unknown })
  expect((await docket(here, 'import', sample, '--organization', shop.slug)).complained).toContain('0 orders imported, 2 were there already')
  const file = path.join(directory, 'orders.csv')
  await docket(here, 'export', '--organization', shop.slug, '-o', file)
  expect((await readFile(file, 'utf8')).match(/^W-81[23],/gm)?.length).toBe(3)

  const saved = path.join(directory, 'saved.gz')
  expect(await docket(here, 'backup', saved)).toMatchObject({ code: 0 })
  expect(await docket(there, 'restore', saved)).toMatchObject({ code: 0 })
  const [before, after] = [await audit(here.ownerUrl, shop.organizationId), await audit(there.ownerUrl, shop.organizationId)]
  expect(after).toEqual(before)
  expect(after.faults).toEqual([])
  expect(await docket(there, 'restore', saved)).toMatchObject({ code: 1, complained: expect.stringContaining('in use') as unknown })
  expect(await docket(there, 'doctor')).toMatchObject({ code: 0, said: expect.stringContaining('Everything is well.') as unknown })

  await asOwner(there.ownerUrl, `UPDATE orders SET payment_status = 'refunded' WHERE number = 'W-813'`)
  const sick = await docket(there, 'doctor')
  expect(sick.code).toBe(1)
  expect(sick.said).toMatch(/WRONG .*W-813.*its payment is refunded, and in its record unpaid/)
  expect(sick.said).toMatch(/WRONG .*Counters differ/)

  const broken = path.join(directory, 'broken.gz')
  await docket(here, 'backup', broken)
  await truncate(broken, 2000)
  const empty = await ownDatabase()
  expect(await docket(empty, 'restore', broken)).toMatchObject({ code: 1, complained: expect.stringContaining('cannot be read as a backup') as unknown })
  expect(await asOwner(empty.ownerUrl, 'SELECT FROM organization')).toEqual([])
})

test('a blueprint is shown before it is applied, and applied only where that is confirmed', { timeout: 60_000 }, async () => {
  const unconfirmed = await applyBlueprint()
  expect(unconfirmed).toMatchObject({ code: 1, complained: expect.stringContaining('Add --yes') as unknown })
  expect(unconfirmed.said).toMatch(/^adds status “.+”$/m)
  // Looking changed nothing, so there is the same to see again.
  expect(await applyBlueprint('--dry-run')).toEqual({ code: 0, said: unconfirmed.said, complained: '' })
  expect(await applyBlueprint('--yes')).toMatchObject({ code: 0, said: unconfirmed.said, complained: expect.stringMatching(/^\d+ changes are applied\.$/m) as unknown })
  expect(await applyBlueprint('--yes')).toEqual({ code: 0, said: 'Nothing has to change.\n', complained: '' })
})

test('a key is printed alone; what is not understood is said in words', { timeout: 60_000 }, async () => {
  const made = await docket(here, 'api-key', 'create', '--organization', shop.slug, '--role', 'staff')
  expect(made).toEqual({ code: 0, said: expect.stringMatching(/^dk_\S{20,}\n$/) as unknown, complained: '' })
  expect(await docket(here, 'api-key', 'create', '--organization', 'nobody', '--role', 'staff')).toMatchObject({ code: 1, said: '', complained: expect.stringContaining('There is no organization “nobody”') as unknown })
  expect(await docket(here, 'dance')).toMatchObject({ code: 2, said: '' })
})

test('uploaded files are backed up and restored with everything else, and missed when they are gone', { timeout: 120_000 }, async () => {
  const [from, to] = [await ownDatabase(), await ownDatabase()]
  const [source, target]: Place[] = [{ ownerUrl: from.ownerUrl, filesDirectory: path.join(directory, 'from') }, { ownerUrl: to.ownerUrl, filesDirectory: path.join(directory, 'to') }]
  if (!source || !target) throw new Error('There are two')
  const { organizationId, caller } = await foundShop(from.database)
  const files = await openLocalFiles(source.filesDirectory ?? '', newId)
  const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(200_000, 'x'), Buffer.from('\nstartxref\n9\n%%EOF\n')])
  const { body } = await uploadFile({ database: from.database, files }, caller('owner'), { input: { name: 'receipt.pdf' }, body: (async function* () { yield pdf })() })
  const key = { organizationId, id: (JSON.parse(body) as { id: string }).id }

  const saved = path.join(directory, 'with-files.gz')
  expect(await docket(source, 'backup', saved)).toMatchObject({ code: 0, complained: expect.stringContaining('and 1 files') as unknown })
  expect(await docket(target, 'restore', saved)).toMatchObject({ code: 0 })
  const restored = await (await openLocalFiles(target.filesDirectory ?? '', newId)).read(key)
  expect(await buffer(restored?.bytes() ?? Readable.from([]))).toEqual(pdf)
  expect((await docket(target, 'doctor')).said).toContain('All 1 uploaded files are in')

  await files.remove(key)
  expect(await docket(source, 'doctor')).toMatchObject({ code: 1, said: expect.stringContaining('1 of 1 uploaded files are not in') as unknown })
  expect(await docket(source, 'backup', saved)).toMatchObject({ code: 1, complained: expect.stringContaining(key.id) as unknown })
})

test('files of a bucket are in the backup, and are restored into another place of it or into a directory', { timeout: 180_000 }, async () => {
  const [from, to] = [await ownDatabase(), await ownDatabase()]
  const { s3, bucket, files, open } = await testBucket()
  const elsewhere = { ...bucket, prefix: 'restored/' }
  const { organizationId, caller } = await foundShop(from.database)
  const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(200_000, 'x'), Buffer.from('\nstartxref\n9\n%%EOF\n')])
  const { body } = await uploadFile({ database: from.database, files }, caller('owner'), { input: { name: 'receipt.pdf' }, body: (async function* () { yield pdf })() })
  const key = { organizationId, id: (JSON.parse(body) as { id: string }).id }
  const source: Place = { ownerUrl: from.ownerUrl, filesDirectory: path.join(directory, 'arriving-here'), bucket }

  const saved = path.join(directory, 'from-bucket.gz')
  expect(await docket(source, 'backup', saved)).toMatchObject({ code: 0, complained: expect.stringContaining('and 1 files') as unknown })
  expect(await docket({ ...source, ownerUrl: to.ownerUrl, bucket: elsewhere }, 'restore', saved)).toMatchObject({ code: 0 })
  const restored = await (await open(elsewhere)).read(key)
  expect(await buffer(restored?.bytes() ?? Readable.from([]))).toEqual(pdf)
  expect((await docket({ ...source, ownerUrl: to.ownerUrl, bucket: elsewhere }, 'doctor')).said).toMatch(/well .*Files can be written, read and removed in the bucket “docket-test”.*below restored\/.*\nwell .*All 1 uploaded files are in the bucket/)

  // A restore that fails takes away what it brought, and nothing that was there.
  const before = [...s3.objects.keys()]
  expect(await docket(source, 'restore', saved)).toMatchObject({ code: 1, complained: expect.stringContaining('in use') as unknown })
  expect([...s3.objects.keys()]).toEqual(before)

  const [object = ''] = before.filter((name) => name.startsWith(bucket.prefix))
  s3.objects.set(object, pdf.subarray(0, 100))
  expect(await docket(source, 'doctor')).toMatchObject({ code: 1, said: expect.stringContaining('1 of 1 uploaded files have another size') as unknown })
  const sick = await docket({ ...source, bucket: { ...bucket, secret: 'a secret that is wrong' } }, 'doctor')
  expect(sick.said).toMatch(/WRONG .*the secret \(DOCKET_S3_SECRET\) is not that of the key/)
  expect(sick.said + sick.complained).not.toContain('a secret that is wrong')
})
