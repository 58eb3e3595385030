import type { FastifyInstance } from 'fastify'
import { problems, Refusal, type ProblemSlug } from '#domain/kernel/refusal.ts'

/** What each problem means and what to do about it, for whoever follows the address in `type`. */
const advice: Record<ProblemSlug, string> = {
  'malformed-request': 'The request could not be understood at all: its JSON, its encoding, a header or a cursor is not what it should be. Mend it as the detail says; sent again unchanged it is refused again.',
  'idempotency-key-missing': 'This operation must not happen twice by accident. Send an Idempotency-Key header, 1 to 255 visible ASCII characters, new for each new intent and the same when you repeat one. An id of your own in the body serves as well.',
  unauthenticated: 'Nobody is signed in, or the key or session is no longer valid. Sign in again, or send Authorization: Bearer KEY.',
  forbidden: 'You are signed in, but your role lacks the permission. Somebody with a higher role can do it, or change yours.',
  'csrf-failed': 'A change with a session cookie must come from the pages of Docket and repeat the cookie docket-csrf in the header X-CSRF-Token. Programs use an API key instead.',
  'not-found': 'There is nothing here under this address, or nothing that you may see.',
  'method-not-allowed': 'The address exists, but does not answer this method. The header Allow lists those it does.',
  'not-acceptable': 'The representation asked for in Accept is not offered.',
  'request-timeout': 'The request took too long to arrive. Send it again.',
  'illegal-transition': 'The process does not allow this move from where the order or line item stands. The problem lists the moves that are allowed, and says why this one is not.',
  'insufficient-stock': 'There is less in stock than was asked for, and Docket never promises what is not there. Order less, or add to the stock.',
  duplicate: 'Something with this id, key, email or number exists already.',
  'idempotency-in-progress': 'The same request, or another change of the same thing, is still being worked on. Ask again after the seconds in Retry-After.',
  'order-locked': 'The order is in a step in which it can no longer be edited.',
  'in-use': 'Something else still refers to this.',
  'link-expired': 'The link was used, withdrawn or has run out. Ask for a new one.',
  'precondition-failed': 'Somebody changed this after you had read it. Read it again and repeat your change on what is there now.',
  'precondition-required': 'Say which version you are changing, so that nobody\'s work is overwritten: send the ETag you read as If-Match.',
  'payload-too-large': 'The body is larger than one megabyte. Send less at once.',
  'uri-too-long': 'The address is longer than 8 kilobytes. Use fewer filters.',
  'unsupported-media-type': 'Bodies are JSON: send Content-Type: application/json, in UTF-8 and not compressed.',
  'headers-too-large': 'The headers are larger than 32 kilobytes. A browser helps itself by deleting the cookies of this site.',
  'validation-failed': 'The request was read, but something in it cannot be right. `errors` names each field by a JSON Pointer, with a code for programs and a sentence for people.',
  'idempotency-key-reused': 'This Idempotency-Key was used before, with a different body. Use a new key for a new request.',
  'workflow-invalid': 'The workflow has no start, no reachable end, or steps that lead nowhere. The problem names the step and shows the path.',
  'wizard-invalid': 'The wizard asks for something nobody can answer, or refers to what is not there. `faults` names each page and question.',
  'file-rejected': 'The file is of a kind, size or content that cannot be used.',
  'rate-limited': 'Too many requests in a short time. Wait the seconds in Retry-After; spread the work, or do more in one request.',
  unavailable: 'Docket or its database cannot answer just now. Nothing was done that was not acknowledged. Ask again after the seconds in Retry-After, with the same Idempotency-Key.',
}
const defect = 'Docket failed in a way nobody foresaw. Nothing was half done. Whoever runs it finds the cause in the log under the problem\'s instance.'

export function addProblemPages(app: FastifyInstance): void {
  app.get('/problems', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page('Problems', list())))
  app.get('/problems/:slug', async (request, reply) => {
    const { slug } = request.params as { slug: string }
    const words = slug === 'defect' ? defect : Object.hasOwn(advice, slug) ? advice[slug as ProblemSlug] : undefined
    if (words === undefined) throw new Refusal('not-found', 'There is no such problem.')
    const [status, title] = slug === 'defect' ? [500, 'Something went wrong on our side'] : problems[slug as ProblemSlug]
    return reply.type('text/html; charset=utf-8').send(page(title, `<p><code>${slug}</code>, answered with status ${status}.</p><p>${escaped(words)}</p><p><a href="/problems">All problems</a></p>`))
  })
}

function list(): string {
  const entries = Object.entries(problems).map(([slug, [status, title]]) => `<li><a href="/problems/${slug}"><code>${slug}</code></a> (${status}) ${escaped(title)}</li>`)
  return `<p>Whatever Docket refuses is answered as application/problem+json (RFC 9457), with one of these types.</p><ul>${entries.join('')}</ul>`
}

function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`
    + '<style>:root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}</style>'
    + `</head><body><main><h1>${escaped(title)}</h1>${content}</main></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
