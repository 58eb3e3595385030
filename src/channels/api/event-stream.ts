import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { assigneeOf, roleOf } from '#domain/identity/actor.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { listOrders } from '#domain/orders/contract.ts'
import { authenticate } from '#features/identity/authenticate.ts'
import type { Database } from '#platform/database.ts'
import type { Live, LiveEvent } from '#platform/live.ts'
import { reachFor } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import { callerOf, presentedBy } from './principal.ts'
import { readQuery } from '#channels/http/read-input.ts'

// A receiver that has this much unread is slower than what happens; it comes back with its last position and goes on from there.
const MOST_UNREAD = 256 * 1024

type App = { database: Database; settings: { publicUrl: string } }

/**
 * GET /api/v1/events/stream: what happens in an organization, as server-sent events, from now on or since a position. An event
 * names its type and its order and no more: whoever wants to know reads it again, and is judged then.
 */
export function addEventStream(server: FastifyInstance, app: App, live: Live, heartbeatMilliseconds: number): { close(): void } {
  const open = new Set<() => void>()
  server.get('/api/v1/events/stream', { exposeHeadRoute: false }, (request, reply) => {
    const caller = callerOf(request)
    const mayHear = reachFor(listOrders, caller) === 'all' ? async () => true : (event: LiveEvent) => isAssigned(app.database, caller, event)
    const after = positionAfter(request)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    raw.write('retry: 1000\n\n')

    // One event after another, so that a slow look at one cannot let the next overtake it.
    let sent = Promise.resolve()
    const leave = live.subscribeLive(caller.organizationId, after, (event) => {
      if (raw.writableEnded || raw.writableLength > MOST_UNREAD) return end()
      sent = sent.then(async () => {
        if ((await mayHear(event)) && !raw.writableEnded) raw.write(textOf(event))
      }).catch(() => void end())
      return true
    })
    const heartbeat = setInterval(() => {
      isStill(app, request).then((same) => (same ? raw.write(': still here\n\n') : end()), end)
    }, heartbeatMilliseconds)
    open.add(end)
    raw.on('close', end)

    function end(): false {
      clearInterval(heartbeat)
      leave()
      open.delete(end)
      raw.end()
      return false
    }
  })
  return { close: () => open.forEach((end) => end()) }
}

function textOf({ position, type, orderId }: LiveEvent): string {
  return `id: ${position}\nevent: ${type === 'reset' ? 'reset' : 'change'}\ndata: ${JSON.stringify({ position, type, orderId })}\n\n`
}

/** Where the receiver was: what its browser repeats, or what it asks for at first. */
function positionAfter(request: FastifyRequest): number | undefined {
  const given = request.headers['last-event-id'] ?? readQuery(request.url)['after']
  if (given === undefined || given === '') return undefined
  if (typeof given !== 'string' || !/^\d{1,15}$/.test(given)) refuse('malformed-request', 'Last-Event-ID and ?after= take the id of an event of this stream.')
  return Number(given)
}

/** Whether the caller works on the event's order; whoever reaches only that hears of nothing else. */
async function isAssigned(database: Database, caller: Caller, { type, orderId }: LiveEvent): Promise<boolean> {
  if (type === 'reset') return true
  const assignee = assigneeOf(caller.actor)
  if (orderId === null || assignee === undefined) return false
  return withScope(database, caller, { readOnly: true }, async ({ db }) => {
    const { rows } = await sql`SELECT 1 FROM orders WHERE organization_id = ${caller.organizationId} AND id = ${orderId} AND people @> ARRAY[${assignee}::uuid]`.execute(db)
    return rows.length > 0
  })
}

/** Whether the session or key still stands, in the same organization and role, for the same work. */
async function isStill(app: App, request: FastifyRequest): Promise<boolean> {
  const now = callerOf({ id: request.id, principal: await authenticate(app, presentedBy(request)) })
  const before = callerOf(request)
  return now.organizationId === before.organizationId && roleOf(now.actor) === roleOf(before.actor) && assigneeOf(now.actor) === assigneeOf(before.actor)
}
