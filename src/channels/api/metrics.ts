import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '#platform/database.ts'

const MOST_COUNTED = 10_000

/** What Prometheus reads at /metrics: requests by route, the process and its event loop, the pool, and what still has to be handed on. */
export function addMetrics(app: FastifyInstance, database: Database): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'docket_http_request_duration_seconds', help: 'Time to answer a request, by route', labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [registry],
  })
  const connections = new Gauge({
    name: 'docket_database_connections', help: 'Connections of the pool, by what they do', labelNames: ['state'],
    collect() {
      const { totalCount, idleCount, waitingCount } = database.pool
      this.set({ state: 'busy' }, totalCount - idleCount)
      this.set({ state: 'idle' }, idleCount)
      this.set({ state: 'waited_for' }, waitingCount)
    },
    registers: [],
  })
  const waiting = new Gauge({
    name: 'docket_outbox_waiting', help: `Changes whose events were not yet handed on, counted up to ${MOST_COUNTED}`,
    async collect() {
      const { rows } = await database.pool.query<{ waiting: number }>(`SELECT count(*) AS waiting FROM (SELECT FROM outbox LIMIT ${MOST_COUNTED}) o`)
      this.set(rows[0]?.waiting ?? 0)
    },
    registers: [],
  })
  registry.registerMetric(connections)
  registry.registerMetric(waiting)
  app.addHook('onResponse', async (request, reply) => {
    requests.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).header('cache-control', 'no-store').send(await registry.metrics()))
}
