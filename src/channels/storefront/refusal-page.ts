import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendPage } from '#channels/http/html.ts'
import { noteRefusal } from '#channels/http/refused.ts'
import { Refusal } from '#domain/kernel/refusal.ts'
import { plainPage } from './plain-page.ts'

/** What a page says, as title and text, for each kind of refusal that a person with a link can meet. */
export type RefusalWords = Partial<Record<Refusal['slug'], [title: string, text: string]>>

const everywhere: RefusalWords = {
  'rate-limited': ['Too many visits in a short time', 'Wait a moment, then open the page again.'],
}

/** Answers a refusal with a page a person can read. Throws what there are no words for. */
export function sendRefusalPage(request: FastifyRequest, reply: FastifyReply, error: unknown, words: RefusalWords): FastifyReply {
  const known = error instanceof Refusal ? { ...everywhere, ...words }[error.slug] : undefined
  if (!(error instanceof Refusal) || !known) throw error
  noteRefusal(request, error)
  if (error.slug === 'rate-limited') reply.header('retry-after', Number(error.extra['retryAfter'] ?? 1))
  return sendPage(reply, error.status, plainPage(...known))
}
