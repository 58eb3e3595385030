import type { FastifyInstance } from 'fastify'
import { contracts } from '#domain/contracts.ts'
import { openApiDocument } from './openapi.ts'
import { referencePolicy } from './security-headers.ts'
import { sendFile, staticFile, type StaticFile } from '#channels/http/static-file.ts'

/** The OpenAPI document at /api/v1/openapi.json, and the page at /api/docs that shows it. Nothing of it comes from elsewhere. */
export function addReference(server: FastifyInstance, publicUrl: string): void {
  let openApi: StaticFile | undefined
  let library: Promise<StaticFile> | undefined
  server.get('/api/v1/openapi.json', async (request, reply) => {
    openApi ??= staticFile(Buffer.from(JSON.stringify(openApiDocument(contracts, publicUrl))), '.json')
    return sendFile(request, reply, openApi, 'no-cache')
  })
  server.get('/api/docs', async (request, reply) => sendFile(request, reply.header('content-security-policy', referencePolicy), page, 'no-cache'))
  server.get('/api/docs/start.js', async (request, reply) => sendFile(request, reply, start, 'no-cache'))
  server.get('/api/docs/reference.js', async (request, reply) => sendFile(request, reply, await (library ??= loadLibrary()), 'no-cache'))
}

const page = staticFile(Buffer.from(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Docket API</title><link rel="icon" href="data:,"></head>
<body><div id="reference"></div><script src="/trusted-types.js"></script><script src="/api/docs/reference.js"></script><script src="/api/docs/start.js"></script></body></html>`), '.html')

// Everything that would ask another host is off: fonts, the proxy for trying things out, telemetry, the assistant.
const start = staticFile(Buffer.from(`Scalar.createApiReference('#reference', {
  url: '/api/v1/openapi.json', proxyUrl: '', withDefaultFonts: false, telemetry: false, agent: { disabled: true }, mcp: { disabled: true },
  showDeveloperTools: 'never', hideClientButton: true, persistAuth: false, defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' }
})\n`), '.js')

/**
 * The library's text is in the package only as part of its server plugin, and is large. It is taken from there when somebody
 * first opens the page, so that a start is not slowed down by it.
 */
async function loadLibrary(): Promise<StaticFile> {
  const [{ default: fastify }, { default: plugin }] = await Promise.all([import('fastify'), import('@scalar/fastify-api-reference')])
  const shelf = fastify()
  await shelf.register(plugin, { routePrefix: '/', configuration: { url: '/' } })
  const { body, statusCode } = await shelf.inject('/js/scalar.js')
  await shelf.close()
  if (statusCode !== 200) throw new Error('The reference page has lost its library')
  return staticFile(Buffer.from(body), '.js')
}
