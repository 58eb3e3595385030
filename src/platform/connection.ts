import pg from 'pg'
import { APP_ROLE } from './migrate.ts'

/**
 * Opens a connection of one's own, outside the pool, for what must live on one connection: a lock held for long, or LISTEN.
 * Its other side may vanish without a word, so the kernel asks on both sides and a statement gives up after half a minute.
 */
export async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    options: `-c role=${APP_ROLE} -c timezone=UTC -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3`,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
    keepAlive: true,
  })
  // Without a listener a lost connection would end the program; whoever uses it learns of it by the next statement or by `end`.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}
