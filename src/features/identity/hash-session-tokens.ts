import type { DBAdapter } from 'better-auth/adapters'
import { SESSION_IDLE_SECONDS } from '#domain/identity/session.ts'
import { hashToken } from './token.ts'

type Where = { field: string; value: unknown }[]
type Session = { token: string; updatedAt: Date }

/**
 * better-auth keeps session tokens as they are; this stands between it and the table so that only their hashes are stored.
 * Who reads the table learns no token. Sessions left idle too long are not found, whoever looks.
 * `ended` hears which sessions or people to look at anew.
 */
export function hashSessionTokens<A extends Omit<DBAdapter, 'transaction'>>(adapter: A, ended: (subject: string) => Promise<void>): A {
  return {
    ...adapter,
    async create(query) {
      if (query.model !== 'session') return adapter.create(query)
      const { token } = query.data as unknown as Session
      const created = await adapter.create<Session, Session>({ ...query, data: { ...query.data, token: hashToken(token) } as never })
      return { ...created, token } as never
    },
    async findOne(query) {
      if (query.model !== 'session') return adapter.findOne(query)
      const found = await adapter.findOne<Session>({ ...query, where: hashed(query.where) as never })
      return (found && isAlive(found) ? withToken(found, query.where) : null) as never
    },
    async findMany(query) {
      if (query.model !== 'session') return adapter.findMany(query)
      return adapter.findMany({ ...query, where: query.where && (hashed(query.where) as never) })
    },
    async update(query) {
      if (query.model !== 'session') return adapter.update(query)
      const updated = await adapter.update<Session>({ ...query, where: hashed(query.where) as never, update: withoutToken(query.update) })
      return (updated && withToken(updated, query.where)) as never
    },
    async updateMany(query) {
      if (query.model !== 'session') return adapter.updateMany(query)
      return adapter.updateMany({ ...query, where: hashed(query.where) as never, update: withoutToken(query.update) })
    },
    async delete(query) {
      if (query.model !== 'session') return adapter.delete(query)
      const where = hashed(query.where)
      await adapter.delete({ ...query, where: where as never })
      await Promise.all(subjectsOf(where).map(ended))
    },
    async deleteMany(query) {
      if (query.model !== 'session') return adapter.deleteMany(query)
      const where = hashed(query.where)
      const count = await adapter.deleteMany({ ...query, where: where as never })
      await Promise.all(subjectsOf(where).map(ended))
      return count
    },
  }
}

function hashed(where: Where): Where {
  return where.map((condition) => {
    if (condition.field !== 'token') return condition
    return { ...condition, value: Array.isArray(condition.value) ? condition.value.map(String).map(hashToken) : hashToken(String(condition.value)) }
  })
}

/** What was asked for by its token is given back with it. */
function withToken(session: Session, where: Where): Session {
  const token = where.find((condition) => condition.field === 'token')?.value
  return typeof token === 'string' ? { ...session, token } : session
}

function withoutToken(update: Record<string, unknown>): Record<string, unknown> {
  const { token: _, ...rest } = update
  return rest
}

function isAlive(session: Session): boolean {
  return session.updatedAt === undefined || session.updatedAt.getTime() > Date.now() - SESSION_IDLE_SECONDS * 1000
}

function subjectsOf(where: Where): string[] {
  return where.filter(({ field }) => field === 'token' || field === 'userId').flatMap(({ value }) => value).map(String)
}
