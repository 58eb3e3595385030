import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sessionCookieName } from '#domain/identity/session.ts'
import { Refusal, refuse } from '#domain/kernel/refusal.ts'
import { sessionTokenOf } from '#features/identity/authenticate.ts'
import type { Auth } from '#features/identity/create-auth.ts'
import { isOwnOrigin } from '#features/identity/own-origin.ts'
import { followSession, refuseForeignOrigin } from './csrf.ts'
import type { Database } from '#platform/database.ts'
import { networkOf } from '#platform/network.ts'
import { sharedLimit } from '#platform/shared-limit.ts'

/** Hands what is asked under /api/auth to better-auth: sign-up, sign-in, sign-out, passwords. */
export function addSignInRoutes(server: FastifyInstance, auth: Auth, { database, settings }: { database: Database; settings: { publicUrl: string; rateLimits?: boolean } }): void {
  const failures = sharedLimit(database, { name: 'sign-in failures', perMinute: 10, burst: 20 })
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      refuseForeignOrigin(request, settings.publicUrl)
      refuseOtherAddress(request.headers.origin, settings.publicUrl)
      const network = networkOf(request.ip)
      if (settings.rateLimits !== false) await failures.refuseEmpty(network)
      const response = await auth.handle(asWebRequest(request), { ip: request.ip })
      // Only what failed is counted, so a team behind one address may sign in as often as it likes.
      if (settings.rateLimits !== false && response.status >= 400 && response.status < 500) await failures.take(network)
      return sendWebResponse(reply, response, settings.publicUrl)
    },
  })
}

// Cookies are made for the one address, and would be lost at others without a word.
function refuseOtherAddress(origin: string | undefined, publicUrl: string): void {
  if (origin === undefined || isOwnOrigin(origin, publicUrl)) return
  refuse('forbidden', `People sign in at ${publicUrl}. Open that address; whoever runs Docket sets it with PUBLIC_URL.`)
}

function asWebRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length') headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const url = new URL(request.url, `${request.protocol}://${request.host}`)
  const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) }
  return new Request(url, { method: request.method, headers, ...body })
}

async function sendWebResponse(reply: FastifyReply, response: Response, publicUrl: string): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) {
    reply.header('set-cookie', cookie)
    if (cookie.startsWith(`${sessionCookieName(publicUrl)}=`)) followSession(reply, publicUrl, sessionTokenOf(cookie, publicUrl))
  }
  reply.header('cache-control', 'no-store')
  if (response.status >= 400) throw refusalOfAuth(response, await response.text())
  const location = response.headers.get('location')
  if (location) reply.header('location', location)
  return reply.status(response.status).type('application/json; charset=utf-8').send(await response.text())
}

/** Its refusals in the words and the shape of ours. */
function refusalOfAuth({ status, headers }: Response, body: string): Refusal {
  if (status >= 500) return new Refusal('unavailable', 'Signing in does not work right now. Try again in a moment.', [], { retryAfter: 2 })
  const { message = 'This could not be done.', code } = readAnswer(body)
  const extra = code ? { code } : {}
  if (status === 401) return new Refusal('unauthenticated', message, [], extra)
  if (status === 403) return new Refusal('forbidden', message, [], extra)
  if (status === 404) return new Refusal('not-found', 'There is nothing at this address.')
  if (status === 429) return new Refusal('rate-limited', 'Too many attempts. Wait a moment, then try again.', [], { retryAfter: Number(headers.get('x-retry-after') ?? 10) })
  return new Refusal('validation-failed', message, [], extra)
}

function readAnswer(body: string): { message?: string; code?: string } {
  try {
    return JSON.parse(body) as { message?: string; code?: string }
  } catch {
    return {}
  }
}
