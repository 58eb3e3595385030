import type { FastifyInstance } from 'fastify'
import type { Database } from '#platform/database.ts'
import { Refusal } from '#domain/kernel/refusal.ts'

/** Whether the program runs (/healthz), and whether it can work (/readyz): its database answers and it is not stopping. */
export function addHealth(app: FastifyInstance, database: Database, isStopping: () => boolean): void {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'running' }))
  app.get('/readyz', async (_request, reply) => {
    if (isStopping()) throw new Refusal('unavailable', 'Docket is stopping.')
    await answersInTime(database)
    return reply.header('cache-control', 'no-store').send({ status: 'ready' })
  })
}

const PATIENCE = 2_000

async function answersInTime(database: Database): Promise<void> {
  const timeout = AbortSignal.timeout(PATIENCE)
  const late = new Promise<never>((_resolve, reject) => timeout.addEventListener('abort', () => reject(new Error('late')), { once: true }))
  await Promise.race([database.pool.query('SELECT 1'), late]).catch(() => {
    throw new Refusal('unavailable', 'The database does not answer.')
  })
}
