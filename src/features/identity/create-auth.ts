import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter } from 'better-auth/adapters'
import { betterAuth } from 'better-auth/minimal'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { newId } from '#domain/kernel/id.ts'
import { SESSION_LONGEST_SECONDS, sessionCookieName } from '#domain/identity/session.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'
import { countFailedSignIns } from './failed-sign-ins.ts'
import { hashSessionTokens } from './hash-session-tokens.ts'
import { hearRevocations } from './hear-revocations.ts'
import { installationSecret } from './installation-secret.ts'
import { revoke } from './revoke.ts'

export type Auth = {
  /** Answers what is asked under /api/auth: sign-up, sign-in, sign-out, passwords. */
  handle(request: Request, from: { ip: string }): Promise<Response>
  stop(): Promise<void>
}

type Log = { info(facts: object, message: string): void; error(facts: object, message: string): void }

const IP_HEADER = 'x-docket-ip'

/**
 * better-auth, kept to people and their sessions: who somebody is, not what they may do (docs/decisions/0001). Sessions are
 * read by authenticate.ts; of its many addresses only the few a person needs are open.
 */
export async function createAuth(app: { database: Database; settings: AuthSettings; log: Log }): Promise<Auth> {
  const secret = await installationSecret(app.database, app.settings.secret)
  const auth = betterAuth(optionsFor(app, secret))
  const hearing = await hearRevocations(app.database)
  const failures = countFailedSignIns()
  return {
    async handle(request, { ip }) {
      const path = new URL(request.url).pathname.replace(BASE_PATH, '')
      if (!openPaths.has(path)) return new Response(null, { status: 404 })
      const headers = new Headers(request.headers)
      headers.set(IP_HEADER, ip)
      const who = path === SIGN_IN ? `${ip}\n${await emailIn(request)}` : undefined
      const wait = who ? failures.secondsToWait(who) : 0
      if (wait > 0) refuse('rate-limited', `The password was wrong too often. Try again in ${wait} seconds.`, { extra: { retryAfter: wait } })
      const response = await auth.handler(new Request(request, { headers }))
      if (who && response.ok) failures.succeeded(who)
      if (who && response.status === 401) failures.failed(who)
      return response
    },
    stop: () => hearing.stop(),
  }
}

type AuthSettings = { publicUrl: string; secret?: string | undefined; rateLimits?: boolean }

const BASE_PATH = '/api/auth'
const SIGN_IN = '/sign-in/email'
const openPaths = new Set(['/sign-up/email', SIGN_IN, '/sign-out', '/request-password-reset', '/reset-password', '/change-password'])

async function emailIn(request: Request): Promise<string> {
  const body: unknown = await request.clone().json().catch(() => undefined)
  return String((body as { email?: unknown } | undefined)?.email).toLowerCase().slice(0, 254)
}

function optionsFor({ database, settings: { publicUrl, rateLimits = true }, log }: Parameters<typeof createAuth>[0], secret: string): BetterAuthOptions {
  const ended = (subject: string) => revoke(database.db, subject)
  const adapter = kyselyAdapter(database.db, { type: 'postgres', transaction: true })
  return {
    appName: 'Docket',
    baseURL: publicUrl,
    basePath: BASE_PATH,
    secret,
    telemetry: { enabled: false },
    trustedOrigins: (request) => loopbackOrigin(publicUrl, request),
    database: (options: BetterAuthOptions): DBAdapter => {
      const plain = adapter(options)
      return { ...hashSessionTokens(plain, ended), transaction: (work) => plain.transaction((within) => work(hashSessionTokens(within, ended))) }
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      // There is no mail gateway yet, so whoever runs Docket hands the link on.
      sendResetPassword: async ({ user, token }) => log.info({ person: user.id, link: `${publicUrl}/reset-password?token=${token}` }, 'Somebody asked to reset their password. Hand them this link; it works for an hour.'),
    },
    user: { fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    session: {
      // The hot path keeps last_seen_at and ends idle sessions; seven days is the longest in any case.
      expiresIn: SESSION_LONGEST_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      fields: { token: 'token_hash', userId: 'user_id', ipAddress: 'ip_address', userAgent: 'user_agent', createdAt: 'created_at', updatedAt: 'last_seen_at', expiresAt: 'expires_at' },
    },
    account: {
      fields: {
        userId: 'user_id', accountId: 'account_id', providerId: 'provider_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', createdAt: 'created_at', updatedAt: 'updated_at',
      },
    },
    verification: { storeIdentifier: 'hashed', fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    // Per address; wide enough for an office behind one, narrow enough that hashing passwords cannot take the machine over.
    rateLimit: { enabled: rateLimits, window: 60, max: 60, customRules: { [SIGN_IN]: { window: 60, max: 300 }, '/sign-up/email': { window: 60, max: 60 } } },
    advanced: {
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [IP_HEADER] },
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(publicUrl), attributes: { secure: publicUrl.startsWith('https://'), httpOnly: true, sameSite: 'lax', path: '/' } } },
    },
    logger: { level: 'error', log: (_level, message) => log.error({}, message) },
  }
}

// On one's own machine the same program is 127.0.0.1 and localhost, and tests let the system choose the port.
function loopbackOrigin(publicUrl: string, request: Request | undefined): string[] {
  const host = request && URL.parse(request.url)
  return host && isLoopback(new URL(publicUrl).hostname) && isLoopback(host.hostname) ? [host.origin] : []
}

function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
