import { expect, test } from 'vitest'
import sharp from 'sharp'
import { newId } from '#domain/kernel/id.ts'
import { attachFiles } from '#features/files/attach-files.ts'
import { readFile } from '#features/files/read-file.ts'
import { assignOrder } from '#features/orders/assign-order.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { testFiles } from '#test/files.ts'
import { foundShop } from '#test/found-shop.ts'
import { startTestWeb, testKey, type Answered } from '#test/web.ts'

const database = testDatabase()
const files = await testFiles()
const web = await startTestWeb(database, { files })
const [shop, neighbour] = [await foundShop(database), await foundShop(database)]
const [owner, contractor, stranger] = [await testKey(database, shop, 'owner'), await testKey(database, shop, 'contractor'), await testKey(database, neighbour, 'owner')]

const red = { r: 200, g: 20, b: 20 }
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: red } })
const photo = await picture(60, 40).jpeg().withExif({ IFD0: { Copyright: 'Amira' }, IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } }).withMetadata({ orientation: 6 }).toBuffer()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')

const upload = (raw: Uint8Array, { name = 'photo.jpg', key = owner, headers = {}, query = '' }: { name?: string; key?: string; headers?: Record<string, string>; query?: string } = {}) =>
  web.ask('POST', `/api/v1/files?name=${encodeURIComponent(name)}${query}`, { raw, key, headers: { 'content-type': 'application/octet-stream', 'idempotency-key': newId(), ...headers } })
const bytesOf = async (id: string, key = owner) => {
  const response = await fetch(`${web.address}/api/v1/files/${id}`, { headers: { authorization: `Bearer ${key}` } })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}
const refusedWith = (answered: Answered) => `${answered.status} ${String(answered.json['type']).replace('/problems/', '')}`

test('a photo is drawn anew: upright, and without where and by whom it was taken', async () => {
  const sent = await upload(photo, { name: '../../etc/Ring & “stone”.png.exe' })
  expect(sent).toMatchObject({ status: 201, json: { mediaType: 'image/jpeg', name: 'Ring & “stone”.png.jpg' } })
  const { status, headers, bytes } = await bytesOf(String(sent.json['id']))
  expect(status).toBe(200)
  const drawn = await sharp(bytes).metadata()
  expect(drawn).toMatchObject({ format: 'jpeg', width: 40, height: 60 })
  expect(drawn.exif).toBeUndefined()
  expect(bytes.includes('Amira')).toBe(false)
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-disposition')).toMatch(/^inline; filename="Ring & _stone_.png.jpg"; filename\*=UTF-8''Ring%20%26%20/)
})

test('a document is handed out to be saved, never to be opened in place', async () => {
  const sent = await upload(pdf, { name: 'receipt.pdf' })
  expect(sent).toMatchObject({ status: 201, json: { mediaType: 'application/pdf', name: 'receipt.pdf', size: pdf.length } })
  const { headers, bytes } = await bytesOf(String(sent.json['id']))
  expect(headers.get('content-disposition')).toMatch(/^attachment; /)
  expect(bytes.equals(pdf)).toBe(true)
})

test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
  ['nothing at all', () => new Uint8Array(), '422 file-rejected'],
  ['a text called photo.jpg', () => Buffer.from('This is no photo, whatever its name says.'), '422 file-rejected'],
  ['a page of HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>'), '422 file-rejected'],
  ['a drawing with a script in it', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), '422 file-rejected'],
  ['a program', () => Buffer.from(`MZ${'\0'.repeat(200)}`), '422 file-rejected'],
  ['an animation', () => picture(4, 4).gif().toBuffer(), '422 file-rejected'],
  ['a photo that breaks off', async () => (await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * 7919) % 251)), { raw: { width: 300, height: 300, channels: 3 } }).jpeg().toBuffer()).subarray(0, 9_000), '422 file-rejected'],
  ['the beginning of a photo, and then something else', () => Buffer.concat([photo.subarray(0, 30), Buffer.from('<?php system($_GET[0]); ?>'.repeat(50))]), '422 file-rejected'],
  ['a picture of a hundred million pixels', () => picture(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer(), '422 file-rejected'],
  ['a PDF that breaks off', () => pdf.subarray(0, 60), '422 file-rejected'],
  ['a PDF that is an archive as well', () => Buffer.concat([pdf, Buffer.from('PK\x05\x06'), Buffer.alloc(18)]), '422 file-rejected'],
  ['more than 25 megabytes', () => Buffer.alloc(25 * 1024 * 1024 + 1, 'x'), '413 payload-too-large'],
])('%s is refused in words, and leaves nothing behind', async (_, make, refusal) => {
  const before = await files.list()
  const answered = await upload(await make())
  expect(refusedWith(answered)).toBe(refusal)
  expect(String(answered.json['detail']).length).toBeGreaterThan(15)
  expect(await files.list()).toEqual(before)
})

test('what hides behind the end of a photo is gone', async () => {
  const sent = await upload(Buffer.concat([photo, Buffer.from('<script>alert(1)</script>PK\x05\x06')]))
  expect(sent.status).toBe(201)
  expect((await bytesOf(String(sent.json['id']))).bytes.includes('script')).toBe(false)
})

test('a body without a known length is bounded all the same', async () => {
  const before = await files.list()
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({ pull(controller) { if (sent++ < 420) controller.enqueue(Buffer.alloc(64 * 1024, 'x')); else controller.close() } })
  const response = await fetch(`${web.address}/api/v1/files?name=x.jpg`, { method: 'POST', body: endless, duplex: 'half', headers: { authorization: `Bearer ${owner}`, 'content-type': 'image/jpeg', 'idempotency-key': newId() } })
  expect(response.status).toBe(413)
  expect(await files.list()).toEqual(before)
})

test('sent twice with one key it is one file; another file under that key is a mistake', async () => {
  const key = newId()
  const first = await upload(photo, { headers: { 'idempotency-key': key } })
  const count = (await files.list()).length
  const again = await upload(photo, { headers: { 'idempotency-key': key } })
  expect(again.text).toBe(first.text)
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(refusedWith(await upload(pdf, { headers: { 'idempotency-key': key } }))).toBe('422 idempotency-key-reused')
  expect((await files.list()).length).toBe(count)
  expect(refusedWith(await web.ask('POST', '/api/v1/files?name=a.jpg', { raw: photo, key: owner, headers: { 'content-type': 'image/jpeg' } }))).toBe('400 idempotency-key-missing')
})

test('it is uploaded for a run only where there is such a run, and nothing else is taken from the address', async () => {
  expect(refusedWith(await upload(photo, { query: `&wizardRun=${newId()}` }))).toBe('422 validation-failed')
  expect(refusedWith(await upload(photo, { query: '&surprise=1' }))).toBe('422 validation-failed')
  expect(refusedWith(await web.ask('POST', '/api/v1/files', { raw: photo, key: owner, headers: { 'content-type': 'image/jpeg', 'idempotency-key': newId() } }))).toBe('422 validation-failed')
})

test('another organization, a stranger and an id that is none are all told the same', async () => {
  const { json } = await upload(photo)
  const answers = [await web.ask('GET', `/api/v1/files/${String(json['id'])}`, { key: stranger }), await web.ask('GET', `/api/v1/files/${newId()}`, { key: owner }), await web.ask('GET', '/api/v1/files/..%2f..%2fetc', { key: owner })]
  for (const answered of answers) expect({ ...answered.json, instance: '' }).toEqual({ ...answers[0]?.json, instance: '' })
  expect(answers[0]?.status).toBe(404)
  expect((await web.ask('GET', `/api/v1/files/${String(json['id'])}`)).status).toBe(401)
})

test('a contractor sees the files of orders they are assigned to, and no others', async () => {
  const { actor } = shop.caller('contractor')
  const order = await shop.order()
  const id = String((await upload(photo)).json['id'])
  await withScope(database, shop.caller('owner'), {}, (scope) => attachFiles(scope, order.id, { answers: [{ value: [id] }] }))
  const seen = () => readFile({ database, files }, shop.caller('contractor'), { id })
  await expect(seen()).rejects.toMatchObject({ slug: 'not-found' })
  await perform(database, assignOrder, shop.caller('owner'), { id: order.id, add: ['id' in actor ? actor.id : ''] })
  expect(await seen()).toMatchObject({ id, orderId: order.id })
})

test('a key of a contractor sees what was uploaded with it', async () => {
  const { json } = await upload(photo, { key: contractor })
  expect((await bytesOf(String(json['id']), contractor)).status).toBe(200)
})
