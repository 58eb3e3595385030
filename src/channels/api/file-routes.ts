import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { exportOrders as exportContract, importFile } from '#domain/imports/file-contract.ts'
import { API, routeOf } from '#domain/kernel/contract.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { exportOrders } from '#features/imports/export-orders.ts'
import { LARGEST_FILE } from '#features/imports/read-csv.ts'
import { receiveFile } from '#features/imports/receive-file.ts'
import { readFile } from '#features/files/read-file.ts'
import { uploadFile } from '#features/files/upload-file.ts'
import { readFile as readContract, uploadFile as uploadContract } from '#domain/files/contract.ts'
import { refuseUnfitId, sendFileBytes, sendUploaded, withUpload } from '#channels/http/files.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { Database } from '#platform/database.ts'
import { parse, reachFor } from '#platform/operation.ts'
import { callerOf } from './principal.ts'
import { readQuery } from '#channels/http/read-input.ts'
import { readIdempotencyKey } from './request-headers.ts'

/** The routes whose body is a file: it passes through as it comes, and is never held whole. */
export function addFileRoutes(server: FastifyInstance, app: { database: Database; files: FileStore }): void {
  addOrderFiles(server, app.database)
  addUploadedFiles(server, app)
}

/** Photos, signatures, documents. */
function addUploadedFiles(server: FastifyInstance, app: { database: Database; files: FileStore }): void {
  void server.register(async (files) => {
    files.removeAllContentTypeParsers()
    // What is sent is read from its bytes, so what it is called does not matter.
    files.addContentTypeParser('*', (_request, body, done) => done(null, body))

    files.post(routeOf(uploadContract), { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
      const caller = callerOf(request)
      const idempotencyKey = readIdempotencyKey(request.headers) ?? refuse('idempotency-key-missing', 'Send an Idempotency-Key header, so that asking twice changes things once.')
      const input = withoutOrganization(readQuery(request.url))
      const answered = await withUpload(request, (body) => uploadFile(app, caller, { input, body, idempotencyKey }))
      return sendUploaded(reply, answered, `${API}/files/`)
    })

    files.get(routeOf(readContract), { exposeHeadRoute: false }, async (request, reply) => {
      const { id } = request.params as { id: string }
      return sendFileBytes(request, reply, await readFile(app, callerOf(request), { ...withoutOrganization(readQuery(request.url)), id }).catch(refuseUnfitId))
    })
  })
}

/** Orders that come and go as CSV. */
function addOrderFiles(server: FastifyInstance, database: Database): void {
  // In a context of its own, so that no other route takes files.
  void server.register(async (files) => {
    files.removeAllContentTypeParsers()
    for (const type of ['text/csv', 'text/plain', 'application/csv', 'application/vnd.ms-excel', 'text/tab-separated-values', 'application/octet-stream']) {
      files.addContentTypeParser(type, (_request, body, done) => done(null, body))
    }

    files.post(routeOf(importFile), { bodyLimit: LARGEST_FILE }, async (request, reply) => {
      const caller = callerOf(request)
      reachFor(importFile, caller)
      const idempotencyKey = readIdempotencyKey(request.headers)
      const { fileName } = parse(importFile, withoutOrganization(readQuery(request.url))) as { fileName: string }
      if (request.headers['content-encoding'] !== undefined) refuse('unsupported-media-type', 'Files are sent uncompressed.')
      const body = request.body as IncomingMessage | undefined
      if (!body) refuse('file-rejected', 'The file is empty.')
      const shown = await receiveFile(database, caller, { fileName, body: body.iterator({ destroyOnReturn: false }), idempotencyKey }).catch((error: unknown) => {
        // Whoever is still sending a file that was refused listens to the answer only when all of it is sent.
        body.removeAllListeners('readable').resume()
        throw error
      })
      return reply.status(201).header('cache-control', 'no-store').header('location', `${API}/imports/${shown.id}`).send(shown)
    })

    files.get(routeOf(exportContract), { exposeHeadRoute: false }, async (request, reply) => {
      const caller = callerOf(request)
      const { fileName, type, text } = exportOrders(database, caller, withoutOrganization(readQuery(request.url)))
      // What can be refused is refused before the answer begins.
      const first = await text.next()
      const { log } = request
      reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${fileName}"`).type(type)
      return reply.send(Readable.from(whole()))

      async function* whole(): AsyncGenerator<string> {
        let next = first
        for (; !next.done; next = await text.next()) yield next.value
        log.info({ organizationId: caller.organizationId, orders: next.value }, 'Orders were exported.')
      }
    })
  })
}

/** Which organization is asked for is read with the credentials (principal.ts). */
function withoutOrganization(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => name !== 'organization'))
}
