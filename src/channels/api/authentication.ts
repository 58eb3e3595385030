import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '#domain/identity/principal.ts'
import { Refusal } from '#domain/kernel/refusal.ts'
import { authenticate, sessionTokenOf } from '#features/identity/authenticate.ts'
import type { Database } from '#platform/database.ts'
import { giveCsrfToken, refuseForgery } from './csrf.ts'
import { presentedBy } from './principal.ts'
import { rateLimit } from '#channels/http/rate-limits.ts'
import { networkOf } from '#platform/network.ts'
import { sharedLimit } from '#platform/shared-limit.ts'

type App = { database: Database; settings: { publicUrl: string; rateLimits?: boolean } }

const API = /^\/api\/v1\//

/**
 * Before a body is read it is known who asks, that the request is not a forgery, and that it is not one too many. Callers
 * have generous pools of their own on each node, which cost nothing to look at; placing orders has a larger one, so that a flood of
 * searches cannot starve it. Wrong keys are counted across all nodes (docs/decisions/0013).
 */
export function addAuthentication(server: FastifyInstance, app: App): void {
  const general = rateLimit({ perMinute: 6_000, burst: 3_000 })
  const placing = rateLimit({ perMinute: 60_000, burst: 10_000 })
  const strangers = rateLimit({ perMinute: 300, burst: 300 })
  const wrongKeys = sharedLimit(app.database, { name: 'wrong keys', perMinute: 30, burst: 60 })
  const limits = app.settings.rateLimits !== false

  server.decorateRequest('principal')
  server.addHook('onRequest', async (request, reply) => {
    request.principal = nobody
    if (!API.test(request.url)) return
    const presented = presentedBy(request)
    const network = networkOf(request.ip)
    if (limits && presented.bearer) wrongKeys.refuseKnownEmpty(network)
    request.principal = await authenticate(app, presented).catch(async (error: unknown) => {
      if (limits && error instanceof Refusal && error.slug === 'unauthenticated') await wrongKeys.take(network)
      throw error
    })
    const { principal } = request
    if (principal.kind === 'person') {
      const token = sessionTokenOf(presented.cookie, app.settings.publicUrl) ?? ''
      giveCsrfToken(request, reply, app.settings.publicUrl, token)
      refuseForgery(request, app.settings.publicUrl, token)
    }
    if (!limits) return
    if (principal.kind === 'nobody') strangers.take(network)
    else (isPlacing(request) ? placing : general).take(principal.kind === 'api_client' ? principal.keyId : principal.userId)
  })
}

const nobody: Principal = { kind: 'nobody' }

function isPlacing(request: FastifyRequest): boolean {
  return request.method === 'POST' && request.url === '/api/v1/orders'
}
