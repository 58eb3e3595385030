import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Refusal } from '#domain/kernel/refusal.ts'
import { openSecurityRecord } from '#features/identity/security-refusals.ts'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { networkOf } from '#platform/network.ts'
import { isRowSecurityBreach } from '#platform/sql-state.ts'
import type { Metrics } from './metrics.ts'

// Refusals that somebody who watches over the installation looks for.
const watched: ReadonlySet<string> = new Set(['forbidden', 'csrf-failed', 'rate-limited'])

/** Tells of what is refused for security: a line in the log, a count in the metrics, a row on record. */
export function addSecurityWatch(server: FastifyInstance, { database, log, metrics }: { database: Database; log: Log; metrics: Metrics }): { stop(): Promise<void> } {
  const record = openSecurityRecord(database, log)
  server.addHook('onResponse', async (request) => {
    const refused = request.refusal && reasonOf(request.refusal, request)
    if (!refused) return
    const route = request.routeOptions.url ?? 'unknown'
    if (refused === 'row-security') {
      metrics.countBreach()
      request.log.error({ err: request.refusal?.cause, route }, 'Only the database kept somebody from what is not theirs. This is a defect of Docket.')
    } else request.log.warn({ route, refused }, 'Refused for security.')
    metrics.countRefusal(refused)
    record.keep({ ...askerOf(request), refused, method: request.method, route, network: networkOf(request.ip), requestId: request.id })
  })
  return { stop: () => record.stop() }
}

function reasonOf(refusal: Refusal, request: FastifyRequest): string | undefined {
  if (isRowSecurityBreach(refusal.cause)) return 'row-security'
  if (watched.has(refusal.slug)) return refusal.slug
  // Not to be signed in is nothing; to come with a key or a password that is wrong is.
  const presents = request.headers.authorization !== undefined || request.url.startsWith('/api/auth/')
  return refusal.slug === 'unauthenticated' && presents ? 'unauthenticated' : undefined
}

// What is refused before anybody looked who asks has no principal yet.
function askerOf({ principal }: { principal?: FastifyRequest['principal'] }) {
  if (principal?.kind === 'person') return { who: principal.kind, whoId: principal.userId, organizationId: principal.member?.organizationId }
  if (principal?.kind === 'api_client') return { who: principal.kind, whoId: principal.keyId, organizationId: principal.organizationId }
  return { who: 'nobody' as const, whoId: undefined, organizationId: undefined }
}
