import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter } from 'better-auth/adapters'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { SESSION_LONGEST_SECONDS, sessionCookieName } from '#domain/identity/session.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#domain/identity/password.ts'
import { newId } from '#domain/kernel/id.ts'
import type { Entry } from '#domain/identity/entry.ts'
import type { Database } from '#platform/database.ts'
import { hashSessionTokens } from './hash-session-tokens.ts'
import { isOwnOrigin } from './own-origin.ts'
import { revoke } from './revoke.ts'

export const BASE_PATH = '/api/auth'
export const SIGN_IN = '/sign-in/email'
export const SIGN_UP = '/sign-up/email'
/** Where the door tells the library who is asking; whatever a client sends under this name is overwritten. */
export const IP_HEADER = 'x-docket-ip'

export type AuthApp = {
  database: Database
  settings: { publicUrl: string; secret?: string | undefined; rateLimits?: boolean; entry?: Entry }
  log: { info(facts: object, message: string): void; error(facts: object, message: string): void }
}

/**
 * How Docket uses better-auth: on our tables, with our ids and column names, hashed session tokens, a session that never
 * outlives its fixed end, and none of its own addresses for organizations, keys or cached sessions.
 */
export function betterAuthOptions({ database, settings: { publicUrl }, log }: AuthApp, secret: string): BetterAuthOptions {
  const ended = (subject: string) => revoke(database.db, subject)
  const adapter = kyselyAdapter(database.db, { type: 'postgres', transaction: true })
  return {
    appName: 'Docket',
    baseURL: publicUrl,
    basePath: BASE_PATH,
    secret,
    telemetry: { enabled: false },
    trustedOrigins: (request) => originOf(publicUrl, request),
    database: (options: BetterAuthOptions): DBAdapter => {
      const plain = adapter(options)
      return { ...hashSessionTokens(plain, ended), transaction: (work) => plain.transaction((within) => work(hashSessionTokens(within, ended))) }
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
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
    // Its own memory is one node's; create-auth.ts counts for all of them.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [IP_HEADER] },
      useSecureCookies: false,
      cookiePrefix: 'docket',
      cookies: { session_token: { name: sessionCookieName(publicUrl), attributes: { secure: publicUrl.startsWith('https://'), httpOnly: true, sameSite: 'lax', path: '/' } } },
    },
    logger: { level: 'error', log: (_level, message) => log.error({}, message) },
  }
}

function originOf(publicUrl: string, request: Request | undefined): string[] {
  const origin = request && URL.parse(request.url)?.origin
  return origin && isOwnOrigin(origin, publicUrl) ? [origin] : []
}
