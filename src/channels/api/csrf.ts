import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_LONGEST_SECONDS } from '#domain/identity/session.ts'
import { refuse } from '#domain/kernel/refusal.ts'

const CSRF_COOKIE = 'docket-csrf'
const CSRF_HEADER = 'x-csrf-token'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Says no to a change that a page of somebody else's could have sent with our cookie: it must come from our own origin, and
 * repeat the token that only our own pages can read. Callers with an API key bring no cookie and need neither.
 */
export function refuseForgery(request: FastifyRequest, publicUrl: string, sessionSecret: string): void {
  if (safeMethods.has(request.method)) return
  refuseForeignOrigin(request, publicUrl)
  const token = request.headers[CSRF_HEADER]
  if (typeof token !== 'string' || !equal(token, csrfTokenOf(sessionSecret))) {
    refuse('csrf-failed', `Repeat the cookie ${CSRF_COOKIE} in the header X-CSRF-Token.`)
  }
}

/** Says no to a change sent from a page of another origin. */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (safeMethods.has(request.method)) return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  const isOurs = site === undefined ? origin !== undefined && (origin === publicUrl || origin === `${request.protocol}://${host}`) : site === 'same-origin'
  if (!isOurs) refuse('csrf-failed', 'A change with a session is accepted from the pages of Docket itself only.')
}

/** Hands the session its token, in a cookie that our pages can read, wherever the browser does not hold it yet. */
export function giveCsrfToken(request: FastifyRequest, reply: FastifyReply, publicUrl: string, sessionSecret: string): void {
  const token = csrfTokenOf(sessionSecret)
  if (request.headers.cookie?.includes(`${CSRF_COOKIE}=${token}`)) return
  reply.header('set-cookie', csrfCookie(token, publicUrl))
}

/** Hands the token on together with the session's own cookie, and takes it back with it: by it our pages know whether to ask who is signed in. */
export function followSession(reply: FastifyReply, publicUrl: string, sessionSecret: string | undefined): void {
  reply.header('set-cookie', csrfCookie(sessionSecret === undefined ? '' : csrfTokenOf(sessionSecret), publicUrl))
}

// It outlives the browser's window as the session does.
function csrfCookie(token: string, publicUrl: string): string {
  return `${CSRF_COOKIE}=${token}; Max-Age=${token === '' ? 0 : SESSION_LONGEST_SECONDS}; Path=/; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`
}

/** The token is made from the session's own secret, so it needs no store and ends with the session. */
function csrfTokenOf(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('docket-csrf').digest('base64url')
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
