import type { FastifyRequest } from 'fastify'
import { actorOf, type Principal } from '#domain/identity/principal.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Presented } from '#features/identity/authenticate.ts'
import type { Caller } from '#platform/scope.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; known before the body is read. */
    principal: Principal
  }
}

/** What of a request tells who is asking, and for which organization. */
export function presentedBy(request: FastifyRequest): Presented {
  const { authorization, cookie } = request.headers
  return { cookie, bearer: bearerOf(authorization), organization: organizationOf(request) }
}

/** The asker within the organization they named; whoever named none is told how. */
export function callerOf({ principal, id }: Pick<FastifyRequest, 'principal' | 'id'>): Caller {
  if (principal.kind === 'nobody') refuse('unauthenticated', 'Sign in, or send an API key as Authorization: Bearer KEY.')
  const acting = actorOf(principal) ?? refuse('malformed-request', 'Name the organization in the header Docket-Organization, by its short name or its id.')
  return { ...acting, origin: principal.kind === 'api_client' ? 'api' : 'web', requestId: id }
}

function bearerOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1]
  return token ?? refuse('unauthenticated', 'The Authorization header must read: Bearer KEY.')
}

function organizationOf(request: FastifyRequest): string | undefined {
  const named = request.headers['docket-organization'] ?? new URLSearchParams(request.url.split('?')[1] ?? '').get('organization') ?? undefined
  if (named === undefined) return undefined
  if (typeof named !== 'string' || !/^[A-Za-z0-9_-]{1,100}$/.test(named)) refuse('malformed-request', 'Docket-Organization is the short name or the id of an organization.')
  return named
}
