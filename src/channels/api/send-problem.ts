import type { FastifyReply, FastifyRequest } from 'fastify'
import { noteRefusal } from '#channels/http/refused.ts'
import { defectProblem, problemOf, PROBLEM_TYPE, refusalOf, type Problem } from './problem.ts'

/** Answers with what was thrown: a refusal in its own words, a defect in constant ones, with the cause in the log alone. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (refusal) noteRefusal(request, refusal)
  // Something Docket stands on is away: those who asked are told that, and whoever looks after it, what.
  if (refusal?.slug === 'unavailable' && refusal.cause) request.log.error({ err: refusal.cause, route: request.routeOptions.url }, 'What a request needed did not answer.')
  if (!refusal) request.log.error({ err: error, route: request.routeOptions.url }, 'A request failed on a defect.')
  const problem = refusal ? problemOf(refusal, request.id) : defectProblem(request.id)
  const retryAfter = refusal?.extra['retryAfter'] ?? (problem.status === 429 || problem.status === 503 ? 1 : undefined)
  if (typeof retryAfter === 'number') reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))))
  if (refusal?.slug === 'payload-too-large') letFinish(request, reply)
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="Docket"')
  return reply.status(problem.status).header('cache-control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(bounded(problem)))
}

// Who is cut off while they send sees a broken connection, and never why. What is not much too large is let in, and thrown away.
const LET_IN = 32 * 1024 * 1024

function letFinish(request: FastifyRequest, reply: FastifyReply): void {
  const length = Number(request.headers['content-length'])
  if (length <= LET_IN) reply.removeHeader('connection')
  if (length > LET_IN) reply.header('connection', 'close')
}

// An error body stays below 8 kilobytes, so that hostile input cannot make answers large.
function bounded(problem: Problem): Problem {
  if (JSON.stringify(problem).length < 7_500) return problem
  const { type, title, status, detail, instance, errors } = problem
  return {
    type, title, status, detail: detail.slice(0, 1000), instance,
    ...(errors ? { errors: errors.slice(0, 10).map((one) => ({ pointer: one.pointer.slice(0, 200), code: one.code, message: one.message.slice(0, 200) })) } : {}),
  }
}
