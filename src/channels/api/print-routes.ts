import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html, sendPage } from '#channels/http/html.ts'
import { Refusal, refuse } from '#domain/kernel/refusal.ts'
import { isLinkOpen } from '#domain/orders/order-link.ts'
import { authenticate } from '#features/identity/authenticate.ts'
import { findPresentedLink } from '#features/orders/order-link-rows.ts'
import { readSlip } from '#features/orders/read-slip.ts'
import { TRACKING } from '#features/orders/share-order.ts'
import type { Database } from '#platform/database.ts'
import { callerOf, presentedBy } from './principal.ts'
import { printPage } from './print-page.ts'
import { printStyle } from './print-style.ts'

type App = { database: Database; settings: { publicUrl: string } }

/**
 * `/print/order/<id>?organization=…`: an order's slip for members, to be printed by the browser. Its code holds the number. Asked by
 * a form with `link` (the answer of order.share) it holds the customer's tracking address; posted, so that the token is in no history.
 */
export function addPrinting(server: FastifyInstance, app: App): void {
  server.get('/print/order/:id', { exposeHeadRoute: false }, async (request, reply) => print(app, request, reply, undefined))
  void server.register(async (forms) => {
    forms.removeAllContentTypeParsers()
    forms.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 4_096 }, (_request, body, done) => done(null, body))
    forms.post('/print/order/:id', async (request, reply) => print(app, request, reply, new URLSearchParams((request.body ?? '') as string).get('link') ?? undefined))
  })
}

async function print(app: App, request: FastifyRequest, reply: FastifyReply, link: string | undefined): Promise<FastifyReply> {
  try {
    const { id } = request.params as { id: string }
    const caller = callerOf({ principal: await authenticate(app, presentedBy(request)), id: request.id })
    const slip = await readSlip(app.database, caller, { id })
    if (link !== undefined) await refuseForeignLink(app.database, link, slip.order.id)
    return sendPage(reply, 200, printPage(slip, link && `${app.settings.publicUrl}${link}`))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [title, words] = pages[error.slug] ?? pages['not-found'] ?? ['', '']
    return sendPage(reply, error.slug === 'validation-failed' ? 404 : error.status, { title, style: printStyle, body: html`<main><h1>${title}</h1><p>${words}</p></main>`, language: 'en' })
  }
}

const pages: Record<string, [string, string]> = {
  unauthenticated: ['Sign in first', 'Sign in to Docket in this browser, then open this page again.'],
  'malformed-request': ['Open this from the order', 'The address does not say whose order it is.'],
  forbidden: ['You may not print this', 'Your role does not include it.'],
  'not-found': ['There is no such order', 'It does not exist, or is not yours to see.'],
}

async function refuseForeignLink(database: Database, link: string, orderId: string): Promise<void> {
  const found = link.startsWith(TRACKING) ? await findPresentedLink(database, link.slice(TRACKING.length)) : undefined
  if (found?.orderId !== orderId || !isLinkOpen(found, new Date().toISOString())) refuse('not-found', 'This link does not lead to this order.')
}
