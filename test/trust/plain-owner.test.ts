import { execFile } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { newId } from '#domain/kernel/id.ts'
import { openDatabase } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { perform } from '#platform/operation.ts'
import { startEmbeddedPostgres } from '#platform/postgres/start-embedded-postgres.ts'
import { openApi } from '#test/api-client.ts'
import { foundShop, shopOrderType } from '#test/found-shop.ts'
import { asOwner } from '#test/own-database.ts'
import { testKey } from '#test/web.ts'
import { audit } from './audit.ts'
import { startDocket } from './docket.ts'
import { temporaryDirectory } from './embedded.ts'

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')

test('an owner of the database who is no superuser migrates, starts, takes an order with a file, backs up and restores', { timeout: 180_000 }, async () => {
  const [cluster, data, filesHere, filesThere] = [await temporaryDirectory(), await temporaryDirectory(), await temporaryDirectory(), await temporaryDirectory()]
  const server = await startEmbeddedPostgres({ dataDirectory: cluster, log: openLog('silent', { readable: false }), binaries: process.env['DOCKET_PG_BIN'], durable: false })
  try {
    await asOwner(server.ownerUrl, `CREATE ROLE desk LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS`)
    for (const name of ['here', 'there']) await asOwner(server.ownerUrl, `CREATE DATABASE ${name} OWNER desk`)
    const [here, there] = [ownedByDesk(server.ownerUrl, 'here'), ownedByDesk(server.ownerUrl, 'there')]

    const first = await startDocket(data, { DATABASE_URL: here, DOCKET_FILES: filesHere, METRICS_PORT: 'off' })
    const { key, organizationId } = await foundShopWithPhotos(here)
    const uploaded = await fetch(`${first.address}/api/v1/files?name=receipt.pdf`, { method: 'POST', body: pdf, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream', 'idempotency-key': newId() } })
    expect(uploaded.status).toBe(201)
    const { id: fileId } = (await uploaded.json()) as { id: string }
    const order = await openApi(first.address, key).ask('order.place', { orderType: 'shop-order', customer: { firstName: 'Amira' }, lines: [{ sku: 'CLEAN' }], fields: { photo: [fileId] } })
    expect(await docket({ DATABASE_URL: here, DOCKET_FILES: filesHere }, 'doctor')).toMatchObject({ code: 0, words: expect.stringContaining('Everything is well.') as unknown })
    const saved = path.join(data, 'saved.gz')
    expect(await docket({ DATABASE_URL: here, DOCKET_FILES: filesHere }, 'backup', saved)).toMatchObject({ code: 0, words: expect.stringContaining('1 orders') as unknown })

    expect(await docket({ DATABASE_URL: there, DOCKET_FILES: filesThere }, 'migrate')).toMatchObject({ code: 0 })
    expect(await docket({ DATABASE_URL: there, DOCKET_FILES: filesThere }, 'restore', saved)).toMatchObject({ code: 0, words: expect.stringContaining('and 1 files are restored') as unknown })
    const restored = await startDocket(await temporaryDirectory(), { DATABASE_URL: there, DOCKET_FILES: filesThere, METRICS_PORT: 'off' })
    const api = openApi(restored.address, key)
    expect(await api.ask('order.get', { id: order.id })).toMatchObject({ number: order.number, fields: { photo: [fileId] } })
    const file = await fetch(`${restored.address}/api/v1/files/${fileId}`, { headers: { authorization: `Bearer ${key}` } })
    expect(Buffer.from(await file.arrayBuffer())).toEqual(pdf)
    expect(await api.ask('order.move', { id: order.id, transition: 'accept' })).toMatchObject({ id: order.id })
    expect((await audit(there, organizationId)).faults).toEqual([])
    for (const node of [first, restored]) expect(await node.kill('SIGTERM')).toBe(0)
  } finally {
    await server.stop()
  }
})

async function foundShopWithPhotos(ownerUrl: string): Promise<{ key: string; organizationId: string }> {
  const database = openDatabase(ownerUrl)
  try {
    const shop = await foundShop(database)
    await perform(database, publishOrderType, shop.caller('owner'), { ...shopOrderType, fields: [{ key: 'photo', label: 'Photo', kind: 'photo', required: false }] })
    return { key: await testKey(database, shop, 'owner'), organizationId: shop.organizationId }
  } finally {
    await database.close()
  }
}

function ownedByDesk(superuserUrl: string, name: string): string {
  return superuserUrl.replace('//postgres@', '//desk@').replace(/\/docket$/, `/${name}`)
}

/** bin/docket as a program of its own. */
function docket(environment: Record<string, string>, ...words: string[]): Promise<{ code: number; words: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(import.meta.dirname, '../../src/cli.ts'), ...words], { env: { ...process.env, ...environment } }, (error, said, complained) => {
      resolve({ code: error ? Number(error.code) : 0, words: said + complained })
    })
  })
}
