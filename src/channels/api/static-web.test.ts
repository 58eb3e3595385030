import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { sendProblem } from './send-problem.ts'
import { addStaticWeb } from './static-web.ts'

const directory = await mkdtemp(path.join(tmpdir(), 'docket-web-'))
await mkdir(path.join(directory, 'assets'))
await writeFile(path.join(directory, 'index.html'), '<!doctype html><title>Docket</title>')
await writeFile(path.join(directory, 'assets/app-1a2b3c.js'), 'export const lines = 1\n'.repeat(200))
const server = fastify()
server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
addStaticWeb(server, directory)
afterAll(async () => {
  await server.close()
  await rm(directory, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers })

test('what has its content in its name is kept for ever, the page itself is asked for again', async () => {
  expect((await get('/assets/app-1a2b3c.js')).headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'text/javascript; charset=utf-8' })
  const page = await get('/')
  expect(page.headers['cache-control']).toBe('no-cache')
  expect((await get('/', { 'if-none-match': String(page.headers['etag']) })).statusCode).toBe(304)
})

test('every screen is the one page; a file that is not there is not', async () => {
  for (const url of ['/', '/orders', '/orders/01890000', '/settings/members?tab=1']) expect((await get(url)).body, url).toContain('<title>Docket')
  for (const url of ['/assets/gone.js', '/favicon.ico', '/api/v2/orders', '/../../package.json', '/assets/..%2f..%2fpackage.json']) expect((await get(url)).statusCode, url).toBe(404)
})

test('it is compressed for those who can read that', async () => {
  const [plain, brotli, gzip] = [await get('/assets/app-1a2b3c.js'), await get('/assets/app-1a2b3c.js', { 'accept-encoding': 'gzip, br' }), await get('/assets/app-1a2b3c.js', { 'accept-encoding': 'gzip' })]
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10)
})

test('a web that was not built says so', async () => {
  const empty = fastify()
  empty.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  addStaticWeb(empty, path.join(directory, 'nothing'))
  expect((await empty.inject('/orders')).json()).toMatchObject({ type: '/problems/unavailable' })
  await empty.close()
})
