import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '#platform/database.ts'

const MOST_COUNTED = 10_000

/** What Prometheus is told: requests by route, refusals, the process and its event loop, the pool, and what still has to be handed on. */
export type Metrics = {
  /** Measures every request of this server from now on. */
  follow(server: FastifyInstance): void
  /** Counts a refusal that somebody who watches over the installation looks for. */
  countRefusal(refused: string): void
  /** Counts a statement that the database itself had to refuse: a filter of ours is missing somewhere. */
  countBreach(): void
  show(): Promise<{ type: string; text: string }>
}

/** The measures of this program, which works on that database. */
export function openMetrics(database: Database): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'docket_http_request_duration_seconds', help: 'Time to answer a request, by route', labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [registry],
  })
  const refusals = new Counter({ name: 'docket_security_refusals_total', help: 'Requests refused for security, by reason', labelNames: ['refused'], registers: [registry] })
  const breaches = new Counter({ name: 'docket_row_security_refusals_total', help: 'Statements that only the database refused (SQLSTATE 42501). Any is a defect of Docket: alert on it', registers: [registry] })
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
  return {
    follow(server) {
      server.addHook('onResponse', async (request, reply) => {
        requests.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode }, reply.elapsedTime / 1000)
      })
    },
    countRefusal: (refused) => refusals.inc({ refused }),
    countBreach: () => breaches.inc(),
    show: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}
