import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { cannotStart } from '#platform/cannot-start.ts'
import type { Log } from '#platform/log.ts'
import type { Settings } from '#platform/settings.ts'
import type { Metrics } from './metrics.ts'

/**
 * Answers /metrics on a port of its own, so that whoever reaches Docket does not reach its figures. Undefined where it is
 * switched off, or where another Docket on this machine has the usual port already; a port somebody chose must be free.
 */
export async function startMetricsPort({ metrics, settings, log }: { metrics: Metrics; settings: Settings['metrics']; log: Log }): Promise<{ address: string; stop(): Promise<void> } | undefined> {
  if (!settings) return undefined
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET') return send(response, 404, 'text/plain; charset=utf-8', 'Only GET /metrics is answered here.\n')
    metrics.show().then(
      ({ type, text }) => send(response, 200, type, text),
      (error: unknown) => {
        log.error({ err: error }, 'The metrics could not be gathered.')
        send(response, 503, 'text/plain; charset=utf-8', 'The metrics cannot be gathered right now.\n')
      },
    )
  })
  server.headersTimeout = 5_000
  server.listen({ host: settings.host, port: settings.port })
  try {
    await once(server, 'listening')
  } catch (error) {
    const words = `/metrics cannot be answered at ${settings.host}:${settings.port}: ${(error as Error).message}.`
    if (settings.isChosen) throw cannotStart(`${words} Choose another METRICS_PORT, or METRICS_PORT=off.`, error)
    log.warn(`${words} Set METRICS_PORT to have the metrics of this program, too.`)
    return undefined
  }
  server.on('error', (error) => log.error({ err: error }, 'The metrics port failed.'))
  const bound = server.address()
  return {
    address: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${typeof bound === 'object' && bound ? bound.port : settings.port}`,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(text)
}
