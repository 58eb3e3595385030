import sharp from 'sharp'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { withScope } from '#platform/scope.ts'
import { testBucket } from '#test/bucket.ts'
import { foundShop } from '#test/found-shop.ts'
import { ownDatabase } from '#test/own-database.ts'
import { runSweeps } from '#test/run-sweeps.ts'
import { startTestWeb, testKey } from '#test/web.ts'

const { database } = await ownDatabase()
const { s3, files } = await testBucket()
const web = await startTestWeb(database, { files })
const [shop, neighbour] = [await foundShop(database), await foundShop(database)]
const [owner, stranger] = [await testKey(database, shop, 'owner'), await testKey(database, neighbour, 'owner')]
const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: { r: 200, g: 20, b: 20 } } }).jpeg().withExif({ IFD0: { Copyright: 'Amira' } }).toBuffer()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')

const upload = (raw: Uint8Array, key = newId(), more = '') => web.ask('POST', `/api/v1/files?name=photo.jpg${more}`, { raw, key: owner, headers: { 'content-type': 'application/octet-stream', 'idempotency-key': key } })
async function bytesOf(id: string, key = owner, headers = {}) {
  const response = await fetch(`${web.address}/api/v1/files/${id}`, { headers: { authorization: `Bearer ${key}`, ...headers } })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

test('a photo is drawn anew, kept under its organization, and handed out as from a directory', async () => {
  const sent = await upload(photo)
  const id = String(sent.json['id'])
  expect(sent.status).toBe(201)
  expect([...s3.objects.keys()]).toEqual([`docket/test/${shop.organizationId}/${id.slice(-2)}/${id}`])
  const { status, headers, bytes } = await bytesOf(id)
  expect([status, Number(headers.get('content-length'))]).toEqual([200, bytes.length])
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect(Object.fromEntries(headers)).toMatchObject({ 'content-security-policy': expect.stringContaining('sandbox') as unknown, 'x-content-type-options': 'nosniff', 'content-type': 'image/jpeg', 'cache-control': 'private, no-cache' })
  expect((await bytesOf(id, stranger)).status).toBe(404)
  expect((await bytesOf(id, owner, { 'if-none-match': String(headers.get('etag')) })).status).toBe(304)
})

test('sent twice it is one object; what is refused leaves none', async () => {
  const key = newId()
  expect((await upload(pdf, key)).status).toBe(201)
  const before = [...s3.objects.keys()]
  expect((await upload(pdf, key)).headers.get('idempotency-replayed')).toBe('true')
  expect((await upload(photo, key)).status).toBe(422)
  expect((await upload(photo, newId(), `&wizardRun=${newId()}`)).status).toBe(422)
  expect((await upload(Buffer.from('This is no photo.'))).status).toBe(422)
  expect([...s3.objects.keys()]).toEqual(before)
})

test('a store that is away is said to be, and nothing of that upload is left once it is back', async () => {
  const before = [...s3.objects.keys()]
  const id = String((await upload(pdf)).json['id'])
  s3.misbehave('fail', 'fail', 'fail')
  const refused = await upload(pdf)
  expect(refused).toMatchObject({ status: 503, json: { type: '/problems/unavailable', detail: 'Files cannot be reached right now. Ask again in a moment.' } })
  expect(refused.headers.get('retry-after')).toBe('5')
  s3.misbehave('fail', 'fail', 'fail')
  expect((await bytesOf(id)).status).toBe(503)
  // The bytes are there when they begin to be read, and then the store goes away.
  s3.misbehave('slow', 'fail', 'fail', 'fail')
  expect((await bytesOf(id)).status).toBe(503)
  // Everything of this upload arrives, and no answer ever says so.
  s3.misbehave('reset after', 'reset after', 'reset after')
  expect((await upload(pdf)).status).toBe(503)
  expect(s3.objects.size).toBe(before.length + 2)
  s3.behave()
  await runSweeps(database, files, { later: true })
  expect(s3.objects.size).toBe(before.length + 1)
  expect((await bytesOf(id)).bytes.equals(pdf)).toBe(true)
})

test('no transaction is open while the store is asked, however it comes to be asked', async () => {
  const open: unknown[] = []
  const look = async () => {
    const { rows } = await sql`SELECT left(query, 60) AS query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'`.execute(database.beside)
    open.push(...rows)
  }
  const keep = vi.spyOn(files, 'keep').mockImplementationOnce(async () => look())
  const remove = vi.spyOn(files, 'remove').mockImplementation(async () => look())
  const read = vi.spyOn(files, 'read').mockImplementation(async () => look().then(() => undefined))
  const id = String((await upload(pdf)).json['id'])
  await bytesOf(id)
  await withScope(database, shop.caller('owner'), {}, ({ db }) => sql`DELETE FROM file WHERE id = ${id}`.execute(db))
  await runSweeps(database, files, { later: true })
  expect([keep, remove, read].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1])
  expect(open).toEqual([])
  vi.restoreAllMocks()
})
