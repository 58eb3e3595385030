import { betterAuth } from 'better-auth/minimal'
import { signUp } from '#domain/identity/sign-up.ts'
import { refuse, refuseField } from '#domain/kernel/refusal.ts'
import { BASE_PATH, betterAuthOptions, IP_HEADER, SIGN_IN, SIGN_UP, type AuthApp } from './better-auth-options.ts'
import { countFailedSignIns } from './failed-sign-ins.ts'
import { hearRevocations } from './hear-revocations.ts'
import { installationSecret } from './installation-secret.ts'

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
  const failures = countFailedSignIns()
  return {
    async handle(request, { ip }) {
      const path = new URL(request.url).pathname.replace(BASE_PATH, '')
      if (!openPaths.has(path)) return new Response(null, { status: 404 })
      const headers = new Headers(request.headers)
      headers.set(IP_HEADER, ip)
      const body = await bodyOf(request)
      if (path === SIGN_UP) refuseUnfit(body)
      const who = path === SIGN_IN ? `${ip}\n${String(body['email']).toLowerCase().slice(0, 254)}` : undefined
      const wait = who ? failures.secondsToWait(who) : 0
      if (wait > 0) refuse('rate-limited', `The password was wrong too often. Try again in ${wait} seconds.`, { extra: { retryAfter: wait } })
      const response = await auth.handler(new Request(request, { headers }))
      if (who && response.ok) failures.succeeded(who)
      if (who && response.status === 401) failures.failed(who)
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

function refuseUnfit(body: Record<string, unknown>): void {
  const issue = signUp.safeParse(body).error?.issues[0]
  if (issue) refuseField(`/${issue.path.join('/')}`, issue.code, issue.message)
}

// The library repeats the session's token in its answer, where a script could read it. It belongs in the cookie alone.
async function withoutToken(response: Response): Promise<Response> {
  const { token: _token, ...rest } = (await response.json()) as Record<string, unknown>
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify(rest), { status: response.status, headers })
}
