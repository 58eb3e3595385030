import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import { contracts } from '#domain/contracts.ts'
import { newId } from '#domain/kernel/id.ts'
import { Refusal, refuse } from '#domain/kernel/refusal.ts'
import { createAuth } from '#features/identity/create-auth.ts'
import type { Database } from '#platform/database.ts'
import { addStorefront } from '#channels/storefront/storefront.ts'
import { cannotStart } from '#platform/cannot-start.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { startLive } from '#platform/live.ts'
import type { Log } from '#platform/log.ts'
import type { Operation } from '#platform/operation.ts'
import type { PersonOperation } from '#platform/person-operation.ts'
import type { Settings } from '#platform/settings.ts'
import { addAuthentication } from './authentication.ts'
import { checkOperations } from './check-operations.ts'
import { followConnections } from './drain.ts'
import { addEventStream } from './event-stream.ts'
import { addFileRoutes } from './file-routes.ts'
import { addHealth } from './health.ts'
import { readJson } from '#channels/http/json-reader.ts'
import { methodsAt } from './methods-at.ts'
import type { Metrics } from './metrics.ts'
import { addOperationRoutes } from './operation-routes.ts'
import { problemOf, PROBLEM_TYPE, refusalOf } from './problem.ts'
import { addProblemPages } from './problem-pages.ts'
import { addPrinting } from './print-routes.ts'
import { addReference } from './reference.ts'
import { sendProblem } from './send-problem.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { addSecurityWatch } from './security-watch.ts'
import { addSignInRoutes } from './sign-in-routes.ts'
import { addStaticWeb } from './static-web.ts'

const LARGEST_BODY = 1024 * 1024
const LARGEST_HEADERS = 32 * 1024
const LONGEST_URL = 8 * 1024
const LONGEST_DRAIN = 10_000

export type WebOptions = {
  database: Database
  files: FileStore
  settings: Pick<Settings, 'host' | 'port' | 'publicUrl' | 'rateLimits' | 'entry'> & Partial<Pick<Settings, 'trustedProxies' | 'secret'>>
  log: Log
  metrics: Metrics
  operations: Operation[]
  personOperations: PersonOperation[]
  /** How often an event stream shows that it is alive, and looks whether its listener still may listen. */
  heartbeatMilliseconds?: number
}

/** Starts answering over HTTP. `stop` accepts nothing new, ends the event streams, and lets what is being answered finish. */
export async function startWeb({ database, files, settings, log, metrics, operations, personOperations, heartbeatMilliseconds = 15_000 }: WebOptions): Promise<{ address: string; stop(): Promise<void> }> {
  checkOperations(contracts, { operations, personOperations })
  const server = createServer(log, settings.trustedProxies ?? 0)
  const [auth, live] = await Promise.all([createAuth({ database, settings, log }), startLive({ database, log })])
  const connections = followConnections(server.server)
  let isStopping = false

  addSecurityHeaders(server, settings.publicUrl)
  addRequestLog(server)
  metrics.follow(server)
  const watch = addSecurityWatch(server, { database, log, metrics })
  addAuthentication(server, { database, settings })
  addHealth(server, database, () => isStopping)
  addProblemPages(server)
  addReference(server, settings.publicUrl)
  addSignInRoutes(server, auth, { database, settings })
  addOperationRoutes(server, database, { operations, personOperations, entry: settings.entry })
  addFileRoutes(server, { database, files })
  const streams = addEventStream(server, { database, settings }, live, heartbeatMilliseconds)
  addPrinting(server, { database, settings })
  addStorefront(server, { database, files, settings })
  addStaticWeb(server)

  const address = await server.listen({ host: settings.host, port: settings.port }).catch(async (error: unknown) => {
    await Promise.all([live.stop(), auth.stop(), watch.stop()])
    const { code } = error as { code?: string }
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error
    throw cannotStart(`Docket cannot listen on ${settings.host}:${settings.port}: ${wordsOfListening[code]}. Set PORT or HOST to another.`, error)
  })
  return {
    address,
    async stop() {
      isStopping = true
      streams.close()
      const drained = server.close()
      const sweeping = connections.startSweeping()
      await Promise.race([drained, pause(LONGEST_DRAIN, undefined, { ref: false })])
      sweeping.stop()
      server.server.closeAllConnections()
      await Promise.all([drained, live.stop(), auth.stop(), watch.stop()])
    },
  }
}

const wordsOfListening = { EADDRINUSE: 'another program does already', EACCES: 'this account may not', EADDRNOTAVAIL: 'this machine has no such address' }

function createServer(log: Log, trustedProxies: number): FastifyInstance {
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: 1000, ignoreTrailingSlash: false },
    // A balancer stops sending when /readyz says so; what still arrives on open connections is answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Long enough for the largest file on a slow line; what is not a file is bounded in size, and its headers in time.
    requestTimeout: 600_000,
    keepAliveTimeout: 65_000,
    trustProxy: (_address: string, hop: number) => hop < trustedProxies,
    http: { maxHeaderSize: LARGEST_HEADERS, headersTimeout: 15_000 },
    clientErrorHandler: refuseOnSocket,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  }) as unknown as FastifyInstance
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      refuseForeignEncoding(request.headers['content-type'] ?? '', request.headers['content-encoding'])
      done(null, body.length === 0 ? undefined : readJson(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  server.addHook('onRequest', async ({ url }) => {
    if (url.length > LONGEST_URL) refuse('uri-too-long', 'The address may be at most 8 kilobytes long.')
  })
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  server.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url)
    if (allowed.length === 0) throw new Refusal('not-found', 'There is nothing at this address.')
    reply.header('allow', allowed.join(', '))
    throw new Refusal('method-not-allowed', `This address answers ${allowed.join(', ')}.`)
  })
  return server
}

function refuseForeignEncoding(contentType: string, contentEncoding: string | undefined): void {
  const charset = /;\s*charset="?([^;"\s]*)/i.exec(contentType)?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) refuse('unsupported-media-type', 'JSON is sent in UTF-8.')
  if (contentEncoding !== undefined && contentEncoding !== 'identity') refuse('unsupported-media-type', 'Bodies are sent uncompressed.')
}

// What was no HTTP at all never becomes a request; it gets the same kind of answer, written by hand.
function refuseOnSocket(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const problem = problemOf(refusalOf(error) ?? new Refusal('malformed-request', 'This is not a valid HTTP request.'), newId())
  const body = JSON.stringify(problem)
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
}

/** One line a request: who, what, how it ended and how long it took; never what was said. */
function addRequestLog(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const { principal } = request
    const organizationId = principal.kind === 'api_client' ? principal.organizationId : principal.kind === 'person' ? principal.member?.organizationId : undefined
    request.log.info({
      method: request.method, route: request.routeOptions.url, status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10, organizationId, who: principal.kind,
    }, 'Answered.')
  })
}
