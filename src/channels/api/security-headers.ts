import type { FastifyInstance } from 'fastify'

/**
 * What a browser may do with our pages. No script is ever inline, so none needs a nonce. Styles are the one
 * exception: Mantine writes its variables and positions as inline styles, and a nonce cannot reach `style` attributes.
 * Markup from text is refused by the pages' one policy, web/public/trusted-types.js.
 */
const contentSecurityPolicy = policy({ 'style-src': "'self' 'unsafe-inline'" })

/**
 * The reference page's library measures and draws more than our own pages do; it still reaches nobody but us. It writes markup under a
 * policy of its own, “vue”, that lets everything through: on that page is our own description of the API, and nothing of anybody else's.
 */
export const referencePolicy = policy({ 'style-src': "'self' 'unsafe-inline'", 'worker-src': "'self' blob:", 'trusted-types': 'default vue' })

function policy(more: Record<string, string>): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'img-src': "'self' blob: data:",
    'font-src': "'self' data:",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'default',
    ...more,
  }
  return Object.entries(directives).map(([name, value]) => `${name} ${value}`).join('; ')
}

export function addSecurityHeaders(app: FastifyInstance, publicUrl: string): void {
  const headers = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id)
  })
}
