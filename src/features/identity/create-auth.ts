import { betterAuth } from 'better-auth/minimal'
import { closedEntry } from '#domain/identity/entry.ts'
import { signUp } from '#domain/identity/sign-up.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { networkOf } from '#platform/network.ts'
import { sharedLimit } from '#platform/shared-limit.ts'
import { BASE_PATH, betterAuthOptions, IP_HEADER, SIGN_IN, SIGN_UP, type AuthApp } from './better-auth-options.ts'
import { hearRevocations } from './hear-revocations.ts'
import { installationSecret } from './installation-secret.ts'
import { refuseStranger } from './refuse-stranger.ts'

export type Auth = {
  /** Answers what is asked under /api/auth: sign-up, sign-in, sign-out, passwords. */
  handle(request: Request, from: { ip: string }): Promise<Response>
  stop(): Promise<void>
}

/**
 * better-auth, kept to people and their sessions: who somebody is, not what they may do (docs/decisions/0001). Sessions are
 * read by authenticate.ts; of its many addresses only the few a person needs are open.
 */
export async function createAuth(app: AuthApp): Promise<Auth> {
  const secret = await installationSecret(app.database, app.settings.secret)
  const auth = betterAuth(betterAuthOptions(app, secret))
  const hearing = await hearRevocations(app.database)
  const { database, settings: { entry = closedEntry, rateLimits = true } } = app
  // Wide enough for an office behind one address, narrow enough that hashing passwords cannot take the machine over.
  const signIns = sharedLimit(database, { name: 'sign-ins', perMinute: 300, burst: 300 })
  const others = sharedLimit(database, { name: 'sign-ups and passwords', perMinute: 60, burst: 60 })
  // By account and address, so that guessing is slow, while neither that office nor the account's owner elsewhere is locked out.
  const failures = sharedLimit(database, { name: 'wrong passwords', perMinute: 5, burst: 5, words: (seconds) => `The password was wrong too often. Try again in ${seconds} seconds.` })
  return {
    async handle(request, { ip }) {
      const path = new URL(request.url).pathname.replace(BASE_PATH, '')
      if (!openPaths.has(path)) return new Response(null, { status: 404 })
      const headers = new Headers(request.headers)
      headers.set(IP_HEADER, ip)
      const network = networkOf(ip)
      if (rateLimits) await (path === SIGN_IN ? signIns : others).take(network)
      const { invitation, firstRunToken, ...body } = await bodyOf(request)
      if (path === SIGN_UP) await refuseStranger(database, entry, { email: refuseUnfit(body).email, invitation, firstRunToken })
      const who = path === SIGN_IN ? `${network}\n${String(body['email']).toLowerCase().slice(0, 254)}` : undefined
      if (who) await failures.refuseEmpty(who)
      const response = await auth.handler(path === SIGN_UP ? new Request(request.url, { method: 'POST', headers, body: JSON.stringify(body) }) : new Request(request, { headers }))
      if (who && response.ok) await failures.fill(who)
      if (who && response.status === 401) await failures.take(who)
      return response.ok ? withoutToken(response) : response
    },
    stop: () => hearing.stop(),
  }
}

const openPaths = new Set([SIGN_UP, SIGN_IN, '/sign-out', '/request-password-reset', '/reset-password', '/change-password'])

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.clone().json().catch(() => undefined)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

function refuseUnfit(body: Record<string, unknown>): { email: string } {
  const { data, error } = signUp.safeParse(body)
  const issue = error?.issues[0]
  if (issue) refuseField(`/${issue.path.join('/')}`, issue.code, issue.message)
  return data ?? refuseField('', 'invalid', 'Say who you are.')
}

// The library repeats the session's token in its answer, where a script could read it. It belongs in the cookie alone.
async function withoutToken(response: Response): Promise<Response> {
  const { token: _token, ...rest } = (await response.json()) as Record<string, unknown>
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify(rest), { status: response.status, headers })
}
