import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/** A piece of a page, in which every text was made harmless. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | null | undefined | false | Part[]

/** Writes HTML. Whatever is put in is text and nothing else, unless it is HTML written the same way; nothing at all leaves no trace. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((string, i) => string + (i < parts.length ? written(parts[i]) : '')).join(''))
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(written).join('')
  return escaped(String(part))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

export type Page = { title: string; style: string; body: Html; language: string }

/**
 * Sends a page without a script. Its policy allows its one style sheet, by its hash, pictures of our own, and nothing else; so even
 * text that escaped its escaping could do nothing.
 */
export function sendPage(reply: FastifyReply, status: number, { title, style, body, language }: Page): FastifyReply {
  const hash = createHash('sha256').update(style).digest('base64')
  const page = html`<!doctype html><html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>${body}</body>
</html>`
  return reply.status(status)
    .header('content-security-policy', `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`)
    .header('cache-control', 'no-store').header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8').send(page.text)
}
