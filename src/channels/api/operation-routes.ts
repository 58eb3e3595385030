import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contracts } from '#domain/contracts.ts'
import type { Entry } from '#domain/identity/entry.ts'
import { API, routeOf, type Contract } from '#domain/kernel/contract.ts'
import { Refusal, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'
import { answer, reachFor, type Answer, type Operation } from '#platform/operation.ts'
import { answerPerson, type PersonOperation } from '#platform/person-operation.ts'
import { callerOf } from './principal.ts'
import { pathMembersOf, readInput } from '#channels/http/read-input.ts'
import { etagOf, matchesEtag, readExpectedVersion, readIdempotencyKey, refuseMissingHeaders } from './request-headers.ts'

type Members = Record<string, unknown>

/** One route for each operation, made from its contract alone. */
export function addOperationRoutes(app: FastifyInstance, database: Database, asked: { operations: Operation[]; personOperations: PersonOperation[]; entry: Entry }): void {
  for (const operation of asked.operations) {
    addRoute(app, operation.contract, (request, input, headers) => {
      const caller = callerOf(request)
      reachFor(operation.contract, caller)
      refuseMissingHeaders(operation.contract, input, headers)
      return answer(database, operation, caller, { input, idempotencyKey: headers.key, expectedVersion: headers.version })
    })
  }
  for (const operation of asked.personOperations) {
    addRoute(app, operation.contract, (request, input) => answerPerson(database, operation, { principal: request.principal, requestId: request.id, origin: 'web', ip: request.ip, entry: asked.entry }, input))
  }
}

type Headers = { key: string | undefined; version: number | undefined }

function addRoute(app: FastifyInstance, contract: Contract, ask: (request: FastifyRequest, input: Members, headers: Headers) => Promise<Answer>): void {
  const describeAnswer = describeAnswerOf(contract)
  const unknownId = refuseUnfitIdOf(contract)
  app.route({
    method: contract.method,
    url: routeOf(contract),
    config: { contract },
    handler: async (request, reply) => {
      const headers = { key: readIdempotencyKey(request.headers), version: readExpectedVersion(request.headers) }
      const input = readInput(contract, { url: request.url, params: request.params as Members, body: request.body })
      const answered = await ask(request, input, headers).catch(unknownId)
      return send(request, reply, answered, describeAnswer(answered))
    },
  })
}

function send(request: FastifyRequest, reply: FastifyReply, answered: Answer, { etag, location }: Description): FastifyReply {
  reply.header('cache-control', 'no-store')
  if (answered.replayed) reply.header('idempotency-replayed', 'true')
  if (location) reply.header('location', location)
  if (etag) reply.header('etag', etag)
  if (etag && request.method === 'GET' && matchesEtag(request.headers, etag)) return reply.status(304).send()
  reply.status(answered.status)
  if (answered.status === 204) return reply.send()
  // The text goes out as it was stored, byte for byte.
  return reply.type('application/json; charset=utf-8').send(answered.body)
}

type Description = { etag?: string | undefined; location?: string | undefined }

/** How the answers of a contract are labelled: by their version where they have one, by their address where they are new. */
function describeAnswerOf(contract: Contract): (answered: Answer) => Description {
  const hasVersion = 'version' in shapeOf(contract.output)
  const readBy = contract.status === 201 ? contracts.find((other) => other.method === 'GET' && other.output === contract.output && other.path.endsWith('/{id}')) : undefined
  if (!hasVersion && !readBy) return () => ({})
  return ({ output }) => {
    const { id, version } = output as { id: string; version: number }
    return { etag: hasVersion ? etagOf(version) : undefined, location: readBy && `${API}${readBy.path.replace('{id}', id)}` }
  }
}

// An id that cannot be one is answered exactly like one that is not there. Where PUT makes what is not there yet, it is a mistake to be named.
function refuseUnfitIdOf(contract: Contract): (error: unknown) => never {
  const pointers = contract.method === 'PUT' ? [] : pathMembersOf(contract).map((name) => `/${name}`)
  const noun = nounBeforeId(contract)
  return (error) => {
    if (error instanceof Refusal && error.slug === 'validation-failed' && error.errors.some(({ pointer }) => pointers.includes(pointer))) refuseUnknown(noun)
    throw error
  }
}

/** What the path names: `/line-items/{id}/lines` is about a line item. */
function nounBeforeId({ path }: Contract): string {
  const plural = /([a-z-]+)\/\{/.exec(path)?.[1]?.replaceAll('-', ' ') ?? 'thing'
  return plural.replace(/ies$/, 'y').replace(/(status)es$/, '$1').replace(/([^s])s$/, '$1').replace(/^api /, 'API ')
}

function shapeOf(schema: unknown): Members {
  return (schema as { shape?: Members }).shape ?? {}
}
