import { sql } from 'kysely'
import type { Role } from '#domain/kernel/permission.ts'
import type { ApiClient, Person, Principal } from '#domain/identity/principal.ts'
import { LAST_SEEN_SECONDS, SESSION_IDLE_SECONDS, sessionCookieName } from '#domain/identity/session.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'
import { principalMemory } from './principal-memory.ts'
import { hashToken } from './token.ts'

export type Presented = {
  /** The Cookie header, as it came. */
  cookie?: string | undefined
  /** The Authorization header's token, without `Bearer`. */
  bearer?: string | undefined
  /** The organization the request names, by id or by short name. */
  organization?: string | undefined
}

/**
 * Says who presented a credential: one indexed row, or what was found a moment ago. A key that is not known is refused; a
 * cookie that is not known is nobody, because browsers keep sending them. Naming an organization one is no active member of
 * is refused like one that does not exist.
 */
export async function authenticate(app: { database: Database; settings: { publicUrl: string } }, presented: Presented): Promise<Principal> {
  if (presented.bearer) return requireOrganization(await findApiClient(app.database, presented.bearer, presented.organization))
  const token = sessionTokenOf(presented.cookie, app.settings.publicUrl)
  const person = token === undefined ? undefined : await findPerson(app.database, hashToken(token), presented.organization)
  if (!person) return { kind: 'nobody' }
  if (presented.organization && !person.member) refuseUnknown('organization')
  return person
}

/** The token in the session cookie; what follows the last dot is better-auth's signature, which a hash lookup does not need. */
export function sessionTokenOf(cookieHeader: string | undefined, publicUrl: string): string | undefined {
  const name = `${sessionCookieName(publicUrl)}=`
  const found = cookieHeader?.split(';').map((part) => part.trim()).find((part) => part.startsWith(name))
  const token = found?.slice(name.length).split('.')[0]
  return token || undefined
}

async function findPerson(database: Database, tokenHash: string, organization: string | undefined): Promise<Person | undefined> {
  const credential = `${tokenHash}\n${organization ?? ''}`
  const known = principalMemory.recall(credential)
  if (known?.kind === 'person') return known
  const { rows } = await sql<PersonRow>`SELECT * FROM person_presenting(${tokenHash}, make_interval(secs => ${SESSION_IDLE_SECONDS}), ${organization ?? null})`.execute(database.db)
  const row = rows[0]
  if (!row) return undefined
  if (isStale(row.last_seen_at)) touchSession(database, row.session_id)
  const { organization_id: organizationId, member_id: memberId, role } = row
  const member = organizationId && memberId && role ? { organizationId, memberId, role } : null
  const person: Person = { kind: 'person', userId: row.user_id, name: row.name, email: row.email, sessionId: row.session_id, member }
  if (member || !organization) principalMemory.keep(credential, person, [tokenHash, row.user_id])
  return person
}

type PersonRow = {
  session_id: string; user_id: string; name: string; email: string; last_seen_at: string
  organization_id: string | null; member_id: string | null; role: Role | null
}

async function findApiClient(database: Database, key: string, organization: string | undefined): Promise<{ client: ApiClient; isHere: boolean }> {
  const tokenHash = hashToken(key)
  const credential = `${tokenHash}\n${organization ?? ''}`
  const known = principalMemory.recall(credential)
  if (known?.kind === 'api_client') return { client: known, isHere: true }
  const { rows } = await sql<ApiKeyRow>`SELECT * FROM api_client_presenting(${tokenHash})`.execute(database.db)
  const row = rows[0] ?? refuse('unauthenticated', 'This API key is not known, or was revoked.')
  if (isStale(row.last_used_at)) touchApiKey(database, row.organization_id, row.id)
  const client: ApiClient = { kind: 'api_client', organizationId: row.organization_id, keyId: row.id, name: row.name, role: row.role, ...(row.member_id ? { memberId: row.member_id } : {}) }
  const isHere = !organization || organization === row.slug || organization === row.organization_id
  if (isHere) principalMemory.keep(credential, client, row.user_id ? [row.id, row.user_id] : [row.id])
  return { client, isHere }
}

type ApiKeyRow = { organization_id: string; id: string; name: string; role: Role; last_used_at: string | null; slug: string; member_id: string | null; user_id: string | null }

function requireOrganization({ client, isHere }: { client: ApiClient; isHere: boolean }): ApiClient {
  return isHere ? client : refuseUnknown('organization')
}

function isStale(lastSeenAt: string | null): boolean {
  return !lastSeenAt || Date.parse(lastSeenAt) < Date.now() - LAST_SEEN_SECONDS * 1000
}

// Nobody waits for these two; when one fails, the next request in a minute tries again.
function touchSession(database: Database, id: string): void {
  const guard = sql`last_seen_at < now() - make_interval(secs => ${LAST_SEEN_SECONDS})`
  sql`UPDATE session SET last_seen_at = now() WHERE id = ${id} AND ${guard}`.execute(database.db).catch(() => {})
}

function touchApiKey(database: Database, organizationId: string, id: string): void {
  sql`SELECT touch_api_key(${organizationId}, ${id})`.execute(database.db).catch(() => {})
}
